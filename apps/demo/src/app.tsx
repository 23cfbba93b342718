import { useEffect, useRef, useState } from "react";
import type { ErrorReport, GenerateBody, ProviderInfo } from "../server/messages.ts";
import { fetchProviders, reportOf } from "./api.ts";
import { Composer } from "./composer.tsx";
import { ErrorNotice } from "./error-notice.tsx";
import { RunCard } from "./gallery.tsx";
import { useRuns } from "./use-runs.ts";
import { Welcome } from "./welcome.tsx";

/** The studio. */
export function App() {
  const [providers, setProviders] = useState<readonly ProviderInfo[]>();
  const [problem, setProblem] = useState<ErrorReport>();
  const [providerId, setProviderId] = useState("");
  const [prompt, setPrompt] = useState("");
  const { runs, active, start, cancel } = useRuns();
  const results = useRef<HTMLElement>(null);

  useEffect(() => {
    fetchProviders().then(setProviders, (error) => setProblem(reportOf(error)));
  }, []);

  function generate(body: GenerateBody) {
    start(body);
    if (matchMedia("(width < 900px)").matches) results.current?.scrollIntoView();
    else scrollTo({ top: 0 });
  }

  const provider = providers?.find(({ id }) => id === providerId) ?? providers?.[0];
  return (
    <>
      <header className="top">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <h1>Seedream Studio</h1>
        {provider && <Mode live={provider.live} title={provider.title} />}
      </header>
      <main>
        {problem && <ErrorNotice error={problem} live={false} />}
        {providers && provider && (
          <Composer
            providers={providers}
            provider={provider}
            onProvider={setProviderId}
            prompt={prompt}
            onPrompt={setPrompt}
            isRunning={active !== undefined}
            onGenerate={generate}
            onCancel={cancel}
          />
        )}
        {provider && (
          <section className="gallery" aria-label="Results" ref={results}>
            {runs.length === 0 && <Welcome isSimulated={!provider.live} onPrompt={setPrompt} />}
            {runs.map((run) => (
              <RunCard key={run.key} run={run} />
            ))}
          </section>
        )}
      </main>
    </>
  );
}

function Mode({ live, title }: { live: boolean; title: string }) {
  if (live) return <p className="mode live">Live on {title}: each image costs money</p>;
  return <p className="mode">Simulator: nothing here costs money</p>;
}
