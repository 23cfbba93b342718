/** Page of the tests: a form, and the run that it starts. */
import { type KeyboardEvent, StrictMode, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { createWebClient } from "../../src/page.ts";
import { useSeedream } from "../../src/react.ts";

const client = createWebClient({ url: "/api/seedream" });

/** Starts a run when it mounts, as some pages do. React mounts it twice. */
const isAuto = new URLSearchParams(location.search).has("auto");

/** An image that is requested again when its server does not respond, which browsers do not do by themselves. */
function Picture({ url, name }: { readonly url: string; readonly name: string }) {
  const [attempt, setAttempt] = useState(0);
  const again = () => attempt < 5 && setTimeout(() => setAttempt(attempt + 1), 1_000);
  return <img src={attempt === 0 ? url : `${url}?${attempt}`} alt={name} onError={again} />;
}

function App() {
  const [prompt, setPrompt] = useState("Four postcards");
  const [count, setCount] = useState(4);
  const run = useSeedream({ client });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for a page.
  useEffect(() => {
    if (isAuto) run.start({ prompt: "A lighthouse" });
  }, []);
  const generate = () => run.start({ prompt, count });
  const onKeyDown = (event: KeyboardEvent) => {
    // An Enter that confirms a candidate of an input method sends nothing. In Safari only its code tells.
    if (event.key === "Enter" && !event.nativeEvent.isComposing && event.keyCode !== 229) generate();
  };
  return (
    <main>
      <textarea value={prompt} onChange={(event) => setPrompt(event.target.value)} onKeyDown={onKeyDown} />
      <input type="number" value={count} onChange={(event) => setCount(Number(event.target.value))} />
      <button type="button" onClick={generate}>
        Generate
      </button>
      <button type="button" onClick={() => run.cancel()}>
        Cancel
      </button>
      <p id="status">{run.status}</p>
      <p id="error">{run.error && `${run.error.name} ${run.error.charged}`}</p>
      <p id="costs">{run.stillCosts && JSON.stringify(run.stillCosts)}</p>
      <ol>
        {run.images.map(({ index, ...outcome }) => (
          <li key={index}>
            {outcome.ok ? <Picture url={outcome.image.url ?? ""} name={`${index}`} /> : outcome.error.message}
          </li>
        ))}
      </ol>
    </main>
  );
}

const root = document.querySelector("#root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
