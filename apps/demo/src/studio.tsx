import { type ReactNode, useEffect, useRef, useState } from "react";
import type { ErrorReport, GenerateBody, PageRequest, ProviderInfo, RunDetails } from "../server/messages.ts";
import { fetchProviders, reportOf } from "./api.ts";
import { ErrorNotice } from "./page/error-notice.tsx";
import { Mode } from "./page/mode.tsx";
import { Composer } from "./request/composer.tsx";
import { Gallery } from "./runs/gallery.tsx";
import { useRuns } from "./runs/use-runs.ts";
import { useWords } from "./words/words.ts";

/** What the form begins with; a new key begins it anew. */
interface Draft {
  readonly key: number;
  readonly request?: PageRequest;
}

/** The form and the runs. */
export function Studio({ children }: { readonly children: ReactNode }) {
  const words = useWords();
  const [providers, setProviders] = useState<readonly ProviderInfo[]>();
  const [problem, setProblem] = useState<ErrorReport>();
  const [providerId, setProviderId] = useState("");
  const [prompt, setPrompt] = useState("");
  const [draft, setDraft] = useState<Draft>({ key: 0 });
  const runs = useRuns();
  const results = useRef<HTMLElement>(null);
  const fail = (error: unknown) => setProblem(reportOf(error));

  useEffect(() => {
    fetchProviders().then(setProviders, (error) => setProblem(reportOf(error)));
  }, []);

  function generate(bodies: readonly GenerateBody[]) {
    setProblem(undefined);
    // The newest stands first.
    for (const body of bodies.toReversed()) runs.start(body);
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
        <h1>{words.page.title}</h1>
        {provider && <Mode provider={provider} />}
        {children}
      </header>
      <main>
        {problem && (
          <div className="problems" role="alert">
            <ErrorNotice error={problem} live={false} />
          </div>
        )}
        {providers && provider && (
          <>
            <Composer
              key={draft.key}
              initial={draft.request}
              providers={providers}
              provider={provider}
              onProvider={setProviderId}
              prompt={prompt}
              onPrompt={setPrompt}
              isRunning={runs.active !== undefined}
              onGenerate={generate}
              onCancel={runs.cancel}
            />
            <Gallery
              runs={runs}
              ref={results}
              isSimulated={!provider.live}
              onPrompt={setPrompt}
              onReuse={reuse}
              onFailure={fail}
            />
          </>
        )}
      </main>
    </>
  );
}
