import { Shape } from "../size/shape.tsx";
import { useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";
import { examplesOf } from "./examples.ts";

/** The gallery before the first run. */
export function Welcome() {
  const words = useWords();
  const { welcome: texts } = words;
  const { isLive, beginWith } = useStudio();
  const { market, ...others } = examplesOf(words);
  const examples = [
    ...Object.values(others).map((example) => ({ ...example, text: texts.shape(example) })),
    // What fails on purpose is not for a provider that bills.
    ...(isLive ? [] : [{ ...market, text: texts.blocked(market) }]),
  ];
  return (
    <div className="welcome">
      <h2>{texts.title}</h2>
      <p className="soft">{texts.begin}</p>
      <ul>
        {examples.map((example) => (
          <li key={example.prompt}>
            <button type="button" className="row" onClick={() => beginWith(example)}>
              <Shape ratio={example.ratio} isNamed={false} />
              <span>{example.prompt}</span>
              <span className="note end">{example.text}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="note">{isLive ? texts.live : texts.simulator}</p>
    </div>
  );
}
