import { Shape } from "../size/size-field.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";

const texts = words.welcome;
const { lighthouse, postcards, fox, market } = texts.examples;

/** Example requests. */
const examples = [
  { prompt: lighthouse, ratio: "3:4", count: 1 },
  { prompt: postcards, ratio: "3:2", count: 4 },
  { prompt: fox, ratio: "1:1", count: 1 },
] as const;

/** This request fails on purpose, so it is not offered for a provider that bills. */
const failing = { prompt: `[scenario:one-image-blocked] ${market}`, ratio: "16:9", count: 2 } as const;

/** The gallery before the first run. */
export function Welcome() {
  const { draft, change, setTab } = useStudio();
  const offered = draft.isLive ? examples : [...examples, failing];
  return (
    <div className="welcome">
      <h2>{texts.title}</h2>
      <p className="soft">{texts.begin}</p>
      <ul>
        {offered.map(({ prompt, ratio, count }) => (
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
              <span className="note end">
                {prompt === failing.prompt ? texts.blocked({ ratio }) : texts.shape({ ratio, count })}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="note">{draft.isLive ? texts.live : texts.simulator}</p>
    </div>
  );
}
