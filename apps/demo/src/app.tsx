import { useEffect, useRef, useState } from "react";
import type { ErrorReport, GenerateBody, PageRequest, ProviderInfo, RunDetails } from "../server/messages.ts";
import { fetchProviders, reportOf } from "./api.ts";
import { Composer } from "./composer.tsx";
import { ErrorNotice } from "./error-notice.tsx";
import { RunCard } from "./gallery.tsx";
import { useRuns } from "./use-runs.ts";
import { Welcome } from "./welcome.tsx";

/** What the form begins with; a new key begins it anew. */
interface Draft {
  readonly key: number;
  readonly request?: PageRequest;
}

/** The studio. */
export function App() {
  const [providers, setProviders] = useState<readonly ProviderInfo[]>();
  const [problem, setProblem] = useState<ErrorReport>();
  const [providerId, setProviderId] = useState("");
  const [prompt, setPrompt] = useState("");
  const { runs, active, start, cancel, search, setSearch, hasMore, loadMore, resume, remove } = useRuns();
  const [draft, setDraft] = useState<Draft>({ key: 0 });
  const results = useRef<HTMLElement>(null);

  useEffect(() => {
    fetchProviders().then(setProviders, (error) => setProblem(reportOf(error)));
  }, []);

  function generate(bodies: readonly GenerateBody[]) {
    // The newest stands first.
    for (const body of bodies.toReversed()) start(body);
    if (matchMedia("(width < 900px)").matches) results.current?.scrollIntoView();
    else scrollTo({ top: 0 });
  }

  /** Puts the request of a run back into the form. */
  function reuse({ body }: RunDetails) {
    setProviderId(body.provider);
    setPrompt(body.request.prompt);
    setDraft(({ key }) => ({ key: key + 1, request: body.request }));
    scrollTo({ top: 0 });
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
            key={draft.key}
            initial={draft.request}
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
            {(runs.length > 0 || search) && (
              <input
                type="search"
                aria-label="Search the runs"
                placeholder="Search prompts, models, providers"
                value={search}
                onChange={({ target }) => setSearch(target.value)}
              />
            )}
            {runs.length === 0 && search && <p className="note">No run has this in it.</p>}
            {runs.length === 0 && !search && <Welcome isSimulated={!provider.live} onPrompt={setPrompt} />}
            {runs.map((run) => (
              <RunCard
                key={run.key}
                run={run}
                onReuse={reuse}
                onResume={resume}
                onRemove={(removed) => {
                  remove(removed).catch((error) => setProblem(reportOf(error)));
                }}
              />
            ))}
            {hasMore && (
              <button type="button" onClick={() => loadMore().catch((error) => setProblem(reportOf(error)))}>
                Older runs
              </button>
            )}
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
