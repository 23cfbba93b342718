"use client";

import { createWebClient } from "@seedream-clients/web/page";
import { useSeedream } from "@seedream-clients/web/react";
import { type KeyboardEvent, useState } from "react";

const client = createWebClient({ url: "/api/seedream" });

export default function Page() {
  const run = useSeedream({ client });
  const [prompt, setPrompt] = useState("Two postcards");
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that confirms a candidate of an input method sends nothing; Safari says so by its code alone.
    if (event.key === "Enter" && !event.nativeEvent.isComposing && event.keyCode !== 229)
      run.start({ prompt, count: 2 });
  };
  return (
    <main>
      <textarea value={prompt} onChange={(event) => setPrompt(event.target.value)} onKeyDown={onKeyDown} />
      <button type="button" onClick={() => run.start({ prompt, count: 2 })}>
        Generate
      </button>
      {run.status === "running" && (
        <button type="button" onClick={() => run.cancel()}>
          Cancel
        </button>
      )}
      <p id="status">{run.status}</p>
      {run.error && <p role="alert">{run.error.message}</p>}
      {run.images.map((outcome) =>
        outcome.ok ? (
          <img key={outcome.index} src={outcome.image.url} alt={prompt} width={320} />
        ) : (
          <p key={outcome.index}>{outcome.error.message}</p>
        ),
      )}
    </main>
  );
}
