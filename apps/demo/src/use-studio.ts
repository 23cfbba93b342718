import { useEffect, useRef, useState } from "react";
import type { PageRequest, ProviderInfo } from "../server/messages.ts";
import { factsOf } from "../server/run-facts.ts";
import { fetchDetails, fetchProviders, toError } from "./api.ts";
import { connection, useIsLost } from "./connection.ts";
import type { Example } from "./page/examples.ts";
import { readFile } from "./references/reference.ts";
import { type Draft, draftOf, leadingSpec, withKnownModel } from "./request/draft.ts";
import { estimateFor } from "./request/estimate.ts";
import { useDraft } from "./request/use-draft.ts";
import type { Group } from "./runs/groups.ts";
import type { Picture, RunState } from "./runs/run-state.ts";
import { useRuns } from "./runs/use-runs.ts";
import { contextOf } from "./ui/context.ts";
import { useWords } from "./words/words.ts";

/** A picture in its run. */
export interface Picked {
  readonly run: RunState;
  readonly index: number;
}

export type Tab = "make" | "runs";

export const [StudioContext, useStudio] = contextOf<ReturnType<typeof useStudioState>>("The studio");

/** What the page shows, and what people can do in it. */
export function useStudioState() {
  const { references: words } = useWords();
  const [providers, setProviders] = useState<readonly ProviderInfo[]>();
  const [problem, setProblem] = useState<Error>();
  const [kept, change, setDraft] = useDraft();
  const runs = useRuns();
  const [tab, setTab] = useState<Tab>(runs.only ? "runs" : "make");
  const [picked, pick] = useState<Picked>();
  const isLost = useIsLost();
  const form = useRef<HTMLFormElement>(null);
  const draft = kept && providers && withKnownModel(kept, providers);
  const isLive = draft?.isLive ?? false;
  const fail = (error: unknown) => setProblem(toError(error));

  useEffect(() => {
    if (isLost) return;
    fetchProviders().then((offered) => {
      setProviders(offered);
      setProblem(undefined);
    }, fail);
  }, [isLost]);

  async function fetchReference(image: Picture) {
    const response = await connection.fetch(image.url);
    if (!response.ok) throw new Error(words.failed);
    return readFile(new File([await response.blob()], image.file, { type: image.mediaType }));
  }

  async function addReferences(images: readonly Picture[]) {
    const added = await Promise.all(images.map(fetchReference));
    change(({ references }) => ({ references: [...references, ...added] }));
    pick(undefined);
    setTab("make");
  }

  async function fillForm({ runs: [first, ...others] }: Group) {
    const { request } = await fetchDetails(first.id);
    const names = [first, ...others].map(({ facts }) => facts.client.name);
    setDraft(draftOf(request, names, first.facts.client.live));
    setTab("make");
    // Once the form shows it.
    requestAnimationFrame(() => form.current?.querySelector<HTMLButtonElement>("[type=submit]")?.focus());
  }

  const most = draft && providers && leadingSpec(draft, providers)?.references?.max;
  return {
    providers,
    draft,
    change,
    isLive,
    form,
    runs,
    tab,
    setTab,
    /** The picture in the lightbox. */
    picked,
    pick,
    problem,
    fail,
    dismiss: () => setProblem(undefined),
    /** How many more references the model accepts. */
    room: (most ?? Number.POSITIVE_INFINITY) - (draft?.references.length ?? 0),
    send(draft: Draft, request: PageRequest, to: readonly ProviderInfo[]) {
      setProblem(undefined);
      if (runs.only) runs.showAll();
      const comparison = crypto.randomUUID();
      // The newest comes first.
      for (const [index, provider] of [...to.entries()].toReversed()) {
        const run = { id: `${comparison}-${index}`, startedAt: Date.now(), estimate: estimateFor(provider, draft) };
        runs.start(factsOf(provider, draft.isLive, request, run), request);
      }
      setTab("runs");
      scrollTo({ top: 0 });
    },
    /** Fills the form with the request of a group; sends nothing. */
    again: (group: Group) => void fillForm(group).catch(fail),
    cancel: (run: RunState) => void runs.cancel(run).catch(fail),
    resume: (run: RunState) => void runs.resume(run).catch(fail),
    remove: (group: Group) => void Promise.all(group.runs.map(runs.remove)).catch(fail),
    loadMore: () => void runs.loadMore().catch(fail),
    /** Adds pictures to the references of the form. */
    reference: (images: readonly Picture[]) => void addReferences(images).catch(fail),
    beginWith({ prompt, ratio: aspectRatio, count }: Example) {
      change({ prompt, count, size: { aspectRatio, resolution: "2K" } });
      setTab("make");
    },
  };
}
