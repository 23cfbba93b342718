import { useEffect, useRef, useState } from "react";
import type { ErrorReport, PageRequest, ProviderInfo, RunFacts } from "../server/messages.ts";
import { clientName, fetchDetails, fetchProviders, reportOf } from "./api.ts";
import { connection, useRetryIn } from "./connection.ts";
import { Lightbox } from "./lightbox/lightbox.tsx";
import { Problem } from "./page/problem.tsx";
import { Shortcuts } from "./page/shortcuts.tsx";
import { type Tab, Tabs } from "./page/tabs.tsx";
import { TopBar } from "./page/top-bar.tsx";
import { useKeys } from "./page/use-keys.ts";
import type { Example } from "./page/welcome.tsx";
import { readFile } from "./references/reference.ts";
import { type Draft, draftOf, leadingSpec, specOf } from "./request/draft.ts";
import { estimateFor } from "./request/estimate.ts";
import { RequestForm } from "./request/request-form.tsx";
import { useDraft } from "./request/use-draft.ts";
import { fileName } from "./runs/download.ts";
import { Gallery } from "./runs/gallery.tsx";
import type { Group } from "./runs/groups.ts";
import { isOver, type Message } from "./runs/run-state.ts";
import { ActionsContext, type Pick, type StudioActions } from "./runs/studio-actions.ts";
import { useRuns } from "./runs/use-runs.ts";
import { choiceOf, shapes } from "./size/size.ts";
import { useWords } from "./words/words.ts";

/** The form and the runs. */
export function Studio() {
  const words = useWords();
  const [providers, setProviders] = useState<readonly ProviderInfo[]>();
  const [problem, setProblem] = useState<ErrorReport | string>();
  const [draft, change, setDraft] = useDraft();
  const [only, setOnly] = useState(permalink);
  const [tab, setTab] = useState<Tab>(only ? "runs" : "make");
  const [picked, setPicked] = useState<Pick>();
  const [areKeysShown, setAreKeysShown] = useState(false);
  const runs = useRuns(only, () => history.replaceState(null, "", location.pathname) ?? setOnly(undefined));
  const retryIn = useRetryIn();
  const isLost = retryIn !== undefined;
  const form = useRef<HTMLFormElement>(null);
  const gallery = useRef<HTMLElement>(null);
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

  useEffect(() => {
    const follow = () => setOnly(permalink());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  function send(request: PageRequest, to: readonly ProviderInfo[], isLive: boolean) {
    setProblem(undefined);
    if (only) runs.showAll();
    const comparison = crypto.randomUUID();
    // The newest comes first.
    for (const [index, provider] of [...to.entries()].toReversed()) {
      const facts = factsOf(`${comparison}-${index}`, provider, request, isLive, draft);
      runs.start(facts, clientName(provider.name, isLive), request);
    }
    setTab("runs");
    scrollTo({ top: 0 });
  }

  /** Puts the request of a run back into the form. Sends nothing. */
  async function again({ runs: [first, ...others] }: Group) {
    try {
      const { request } = await fetchDetails(first.id);
      const names = [first, ...others].map(({ facts }) => facts.client.name);
      setDraft(draftOf(request, names, first.facts.client.live));
      setTab("make");
      // Once the form shows it.
      requestAnimationFrame(() => form.current?.querySelector<HTMLButtonElement>("[type=submit]")?.focus());
    } catch (error) {
      fail(error);
    }
  }

  async function reference(images: readonly Message<"image">[]) {
    try {
      const added = await Promise.all(
        images.map(async (image) => {
          const response = await connection.fetch(image.url);
          if (!response.ok) throw new Error(words.references.failed);
          return readFile(new File([await response.blob()], fileName(image), { type: image.mediaType }));
        }),
      );
      setDraft((current) => current && { ...current, references: [...current.references, ...added] });
      setPicked(undefined);
      setTab("make");
    } catch (error) {
      fail(error);
    }
  }

  const spec = draft && providers && leadingSpec(draft, providers);
  const room = (spec?.references?.max ?? Number.POSITIVE_INFINITY) - (draft?.references.length ?? 0);
  const actions: StudioActions = {
    again: (group) => void again(group),
    cancel: runs.cancel,
    resume: (run) => void runs.resume(run).catch(fail),
    remove: ({ runs: all }) => void Promise.all(all.map(runs.remove)).catch(fail),
    reference: (images) => void reference(images),
    room,
    open: setPicked,
    retryIn,
    retryNow: () => void connection.retry(),
  };
  const underWay = runs.runs.filter((run) => !isOver(run)).length;
  const finished = runs.runs.length - underWay;

  return (
    <ActionsContext value={actions}>
      <TopBar isLive={draft?.isLive ?? false} runs={runs} finished={finished} retryIn={retryIn} />
      <Tabs tab={tab} isLive={draft?.isLive ?? false} underWay={underWay} onChange={setTab} />
      {problem && <Problem problem={problem} onDismiss={() => setProblem(undefined)} />}
      {runs.isMissing && <Problem problem={words.page.notFound} onDismiss={runs.showAll} />}
      <main className={`frame at-${tab}`}>
        {providers && draft && (
          <>
            <RequestForm ref={form} draft={draft} providers={providers} onChange={change} onSend={send} />
            <Gallery
              ref={gallery}
              runs={runs}
              isLive={draft.isLive}
              onOlder={() => void runs.loadMore().catch(fail)}
              onExample={(example) => {
                change(draftOfExample(example));
                setTab("make");
              }}
            />
          </>
        )}
      </main>
      {picked && <Lightbox runs={runs.runs} picked={picked} onPick={setPicked} onClose={() => setPicked(undefined)} />}
      {areKeysShown && <Shortcuts onClose={() => setAreKeysShown(false)} />}
    </ActionsContext>
  );
}

/** The run that the address of the page leads to. */
function permalink(): string | undefined {
  return /^#run=([\w-]{16,64})$/.exec(location.hash)?.[1];
}

function draftOfExample({ prompt, ratio, count }: Example): Partial<Draft> {
  const aspectRatio = shapes.find((shape) => shape === ratio) ?? "1:1";
  return { prompt, count, size: choiceOf({ aspectRatio, resolution: "2K" }) };
}

/** The facts of a run, before the server has them. */
function factsOf(id: string, provider: ProviderInfo, request: PageRequest, live: boolean, draft?: Draft): RunFacts {
  const { name, title } = provider;
  const { prompt, model = "", size, count = 1 } = request;
  return {
    id,
    startedAt: Date.now(),
    client: { name, title, live },
    request: { prompt, model: specOf(provider, model)?.title ?? model, count, ...(size && { size }) },
    estimate: draft && estimateFor(provider, draft),
  };
}
