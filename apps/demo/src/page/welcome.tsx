import { Shape } from "../size/shape.tsx";
import { useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";

/** The gallery before the first run. */
export function Welcome() {
  const { welcome: words } = useWords();
  const { isLive, beginWith } = useStudio();
  const examples = [
    ...words.examples.map((example) => ({ ...example, text: words.shape(example.ratio, example.count) })),
    // What fails on purpose is not for a provider that bills.
    ...(isLive ? [] : [{ ...words.failing, text: words.blocked(words.failing.ratio) }]),
  ];
  return (
    <div className="welcome">
      <h2>{words.title}</h2>
      <p className="soft">{words.begin}</p>
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
      <p className="note">{isLive ? words.live : words.simulator}</p>
    </div>
  );
}
