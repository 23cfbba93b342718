import { useEffect, useRef, useState } from "react";
import type { ErrorReport, PageRequest, ProviderInfo, RunFacts } from "../server/messages.ts";
import { clientName, fetchDetails, fetchProviders, reportOf } from "./api.ts";
import { connection, useRetryIn } from "./connection.ts";
import { Problem } from "./errors/error-notice.tsx";
import { Lightbox } from "./lightbox/lightbox.tsx";
import { Shortcuts } from "./page/shortcuts.tsx";
import { type Tab, Tabs } from "./page/tabs.tsx";
import { TopBar } from "./page/top-bar.tsx";
import { useKeys } from "./page/use-keys.ts";
import type { Example } from "./page/welcome.tsx";
import { readFile } from "./references/reference.ts";
import { type Draft, draftOf, leadingSpec, specOf, withKnownModel } from "./request/draft.ts";
import { estimateFor } from "./request/estimate.ts";
import { RequestForm } from "./request/request-form.tsx";
import { useDraft } from "./request/use-draft.ts";
import { fileName } from "./runs/download.ts";
import { Gallery } from "./runs/gallery.tsx";
import type { Group } from "./runs/groups.ts";
import type { Message } from "./runs/run-state.ts";
import { ActionsContext, type Pick, type StudioActions } from "./runs/studio-actions.ts";
import { useRuns } from "./runs/use-runs.ts";
import { choiceOf, shapes } from "./size/size.ts";
import { type Language, useWords } from "./words/words.ts";

/** The form and the runs. */
export function Studio({ onLanguage }: { readonly onLanguage: (language: Language) => void }) {
  const words = useWords();
  const [providers, setProviders] = useState<readonly ProviderInfo[]>();
  const [problem, setProblem] = useState<ErrorReport | string>();
  const [kept, change, setDraft] = useDraft();
  const runs = useRuns();
  const [tab, setTab] = useState<Tab>(runs.only ? "runs" : "make");
  const [picked, setPicked] = useState<Pick>();
  const [areKeysShown, setAreKeysShown] = useState(false);
  const retryIn = useRetryIn();
  const isLost = retryIn !== undefined;
  const form = useRef<HTMLFormElement>(null);
  const draft = kept && providers && withKnownModel(kept, providers);
  const isLive = draft?.isLive ?? false;
  const fail = (error: unknown) => setProblem(reportOf(error));
  useKeys(() => setAreKeysShown(true));

  useEffect(() => {
    if (isLost) return;
    fetchProviders().then(
      (offered) => {
        setProviders(offered);
        setProblem(undefined);
      },
      (error) => setProblem(reportOf(error)),
    );
  }, [isLost]);

  function send(request: PageRequest, to: readonly ProviderInfo[]) {
    setProblem(undefined);
    runs.showAll();
    const comparison = crypto.randomUUID();
    // The newest comes first.
    for (const [index, provider] of [...to.entries()].toReversed()) {
      const facts = factsOf(`${comparison}-${index}`, provider, request, draft);
      runs.start(facts, clientName(provider.name, isLive), request);
    }
    setTab("runs");
    scrollTo({ top: 0 });
  }

  /** Puts the request of a run back into the form. Sends nothing. */
  async function again({ runs: [first, ...others] }: Group) {
    const { request } = await fetchDetails(first.id);
    const names = [first, ...others].map(({ facts }) => facts.client.name);
    setDraft(draftOf(request, names, first.facts.client.live));
    setTab("make");
    // Once the form shows it.
    requestAnimationFrame(() => form.current?.querySelector<HTMLButtonElement>("[type=submit]")?.focus());
  }

  async function fetchReference(image: Message<"image">) {
    const response = await connection.fetch(image.url);
    if (!response.ok) throw new Error(words.references.failed);
    return readFile(new File([await response.blob()], fileName(image), { type: image.mediaType }));
  }

  async function reference(images: readonly Message<"image">[]) {
    const added = await Promise.all(images.map(fetchReference));
    change(({ references }) => ({ references: [...references, ...added] }));
    setPicked(undefined);
    setTab("make");
  }

  function beginWith({ prompt, ratio, count }: Example) {
    const aspectRatio = shapes.find((shape) => shape === ratio) ?? "1:1";
    change({ prompt, count, size: choiceOf({ aspectRatio, resolution: "2K" }) });
    setTab("make");
  }

  const most = draft && providers && leadingSpec(draft, providers)?.references?.max;
  const actions: StudioActions = {
    again: (group) => void again(group).catch(fail),
    cancel: runs.cancel,
    resume: (run) => void runs.resume(run).catch(fail),
    remove: (group) => void Promise.all(group.runs.map(runs.remove)).catch(fail),
    reference: (images) => void reference(images).catch(fail),
    room: (most ?? Number.POSITIVE_INFINITY) - (draft?.references.length ?? 0),
    open: setPicked,
    retryIn,
    retryNow: () => void connection.retry(),
  };
  return (
    <ActionsContext value={actions}>
      <TopBar isLive={isLive} runs={runs} isLost={isLost} onLanguage={onLanguage} />
      <Tabs tab={tab} isLive={isLive} underWay={runs.runs.length - runs.finished} onChange={setTab} />
      {problem && <Problem problem={problem} onDismiss={() => setProblem(undefined)} />}
      {runs.isMissing && <Problem problem={words.page.notFound} onDismiss={runs.showAll} />}
      <main className={`frame at-${tab}`}>
        {providers && draft && (
          <>
            <RequestForm ref={form} draft={draft} providers={providers} change={change} onSend={send} />
            <Gallery
              runs={runs}
              isLive={isLive}
              onOlder={() => void runs.loadMore().catch(fail)}
              onExample={beginWith}
            />
          </>
        )}
      </main>
      {picked && <Lightbox runs={runs.runs} picked={picked} onPick={setPicked} onClose={() => setPicked(undefined)} />}
      {areKeysShown && <Shortcuts onClose={() => setAreKeysShown(false)} />}
    </ActionsContext>
  );
}

/** The facts of a run, before the server has them. */
function factsOf(id: string, provider: ProviderInfo, request: PageRequest, draft: Draft | undefined): RunFacts {
  const { name, title } = provider;
  const { prompt, model = "", size, count = 1 } = request;
  return {
    id,
    startedAt: Date.now(),
    client: { name, title, live: draft?.isLive ?? false },
    request: { prompt, model: specOf(provider, model)?.title ?? model, count, ...(size && { size }) },
    estimate: draft && estimateFor(provider, draft),
  };
}
