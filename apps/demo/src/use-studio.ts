import { createContext, use, useEffect, useState } from "react";
import type { ProviderInfo } from "../server/messages.ts";
import { factsOf } from "../server/run-facts.ts";
import { fetchDetails, fetchFile, fetchProviders } from "./api.ts";
import { useRetryAt } from "./connection.ts";
import { type Reference, readFile } from "./references/reference.ts";
import { type Draft, draftOf, leadingSpec, offersFor, requestOf, withKnownModel } from "./request/draft.ts";
import { useChecks } from "./request/use-checks.ts";
import { useDraft } from "./request/use-draft.ts";
import type { Group, Picture } from "./runs/run-state.ts";
import { useRuns } from "./runs/use-runs.ts";
import { usePageEvent } from "./ui/use-page-event.ts";

export const StudioContext = createContext<ReturnType<typeof useStudioState> | undefined>(undefined);

export function useStudio() {
  const studio = use(StudioContext);
  if (!studio) throw new Error("The studio is read outside of its context");
  return studio;
}

/** Holds the state of the page and the actions on it. Shows every error that an action throws. */
export function useStudioState(first: readonly ProviderInfo[], draftAsLeft: Draft) {
  const [providers, setProviders] = useState(first);
  const [edited, change] = useDraft(draftAsLeft);
  const [problem, setProblem] = useState<Error>();
  const isLost = useRetryAt() !== undefined;
  const runs = useRuns(isLost);
  const [tab, setTab] = useState<"make" | "runs">(runs.only ? "runs" : "make");
  const [picked, pick] = useState<Picture>();
  const draft = withKnownModel(edited, providers);
  const offers = offersFor(draft, providers);
  const to = offers.filter(({ isChosen }) => isChosen);
  const spec = leadingSpec(offers);
  const request = requestOf(draft, spec);
  const checks = useChecks(draft, request, offers);
  const dismiss = () => setProblem(undefined);

  usePageEvent("unhandledrejection", (event) => {
    event.preventDefault();
    const { reason }: { readonly reason: unknown } = event;
    setProblem(reason instanceof Error ? reason : new Error(String(reason)));
  });

  useEffect(() => {
    if (!isLost) return;
    // A server that is back may have other keys.
    return () => void fetchProviders().then(setProviders).then(dismiss);
  }, [isLost]);

  const addReferences = (added: readonly Reference[]) =>
    change(({ references }) => ({ references: [...references, ...added] }));

  const addFiles = async (files: readonly File[]) => addReferences(await Promise.all(files.map(readFile)));

  return {
    offers,
    draft,
    change,
    /** Spec of the model that the form follows. */
    spec,
    request,
    /** The providers that the draft goes to. */
    to,
    checks,
    runs,
    isLost,
    tab,
    setTab,
    /** The picture in the lightbox. */
    picked,
    pick,
    problem,
    dismiss,
    send() {
      dismiss();
      runs.showAll();
      const comparison = crypto.randomUUID();
      // The gallery shows the newest run first, so the runs start in reverse order.
      for (const [index, offer] of [...to.entries()].toReversed()) {
        const run = { id: `${comparison}-${index}`, startedAt: Date.now(), estimate: offer.estimate };
        runs.start(factsOf(offer, draft.isLive, request, run), request);
      }
      setTab("runs");
      scrollTo({ top: 0 });
    },
    /** Fills the form with the request of a group; sends nothing. */
    async again([first, ...others]: Group) {
      const { request } = await fetchDetails(first.id);
      const names = [first, ...others].map(({ facts }) => facts.client.name);
      change(draftOf(request, names, first.facts.client.live));
      setTab("make");
      // The button exists once the form shows the request.
      requestAnimationFrame(() => document.querySelector<HTMLElement>("form [type=submit]")?.focus());
    },
    addReferences,
    addFiles,
    /** Adds pictures to the references of the form. */
    async reference(images: readonly Picture[]) {
      await addFiles(await Promise.all(images.map(({ url, file, mediaType }) => fetchFile(url, file, mediaType))));
      pick(undefined);
      setTab("make");
    },
  };
}
