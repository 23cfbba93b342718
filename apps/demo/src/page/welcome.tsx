import { Shape } from "../size/size-field.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { examplesOf } from "./examples.ts";

const texts = words.welcome;
const { market, ...others } = examplesOf(words);
const examples = Object.values(others).map((example) => ({ ...example, text: texts.shape(example) }));
const failing = { ...market, text: texts.blocked(market) };

/** The gallery before the first run. */
export function Welcome() {
  const { draft, change, setTab } = useStudio();
  // What fails on purpose is not for a provider that bills.
  const offered = draft.isLive ? examples : [...examples, failing];
  return (
    <div className="welcome">
      <h2>{texts.title}</h2>
      <p className="soft">{texts.begin}</p>
      <ul>
        {offered.map(({ prompt, ratio, count, text }) => (
          <li key={prompt}>
            <button
              type="button"
              className="row"
              onClick={() => {
                change({ prompt, count, size: { aspectRatio: ratio, resolution: "2K" } });
                setTab("make");
              }}
            >
              <Shape ratio={ratio} />
              <span>{prompt}</span>
              <span className="note end">{text}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="note">{draft.isLive ? texts.live : texts.simulator}</p>
    </div>
  );
}
