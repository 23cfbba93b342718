import { type ImageEvent, SeedreamError } from "@seedream-clients/core";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { PageRequest, RunFacts, RunPage, RunRecord } from "../../server/messages.ts";
import { cancel, fetchRuns, follow, remove, start, waitAgain } from "../api.ts";
import { usePageEvent } from "../ui/use-page-event.ts";
import { advance, begin, isOver, type RunState } from "./run-state.ts";

/** Tells the other tabs to load the runs again. */
const tabs = new BroadcastChannel("studio");

/** Returns the id of the run in the address of the page. */
const linkedRun = () => /^#run=([\w-]{16,64})$/.exec(location.hash)?.[1];

/** Holds the runs of this studio, newest first, and the actions on them. */
export function useRuns(isLost: boolean) {
  const [all, setAll] = useState<readonly RunState[]>([]);
  const [search, setSearch] = useState("");
  const [show, setShow] = useState<"all" | "running" | "failed">("all");
  const [only, setOnly] = useState(linkedRun);
  const [pages, setPages] = useState(1);
  const [loaded, setLoaded] = useState<RunPage & { readonly only: string | undefined }>();
  const following = useRef(new Set<string>());
  // Filters before the server responds, so that a click cannot hit another run.
  const runs = only ? all.filter(({ id }) => id.startsWith(only)) : all;

  function change(id: string, to: (run: RunState) => RunState) {
    setAll((before) => before.map((run) => (run.id === id ? to(run) : run)));
  }

  /** Follows a run to its end. The server's record tells its duration; the server has none of a run that it refused. */
  async function watch(id: string, events: AsyncIterable<ImageEvent>) {
    if (following.current.has(id)) return;
    following.current.add(id);
    try {
      for await (const event of events) {
        const now = Date.now();
        change(id, (run) => advance(run, event, now));
      }
    } catch (error) {
      // The client throws no other errors.
      if (SeedreamError.isInstance(error)) change(id, (run) => ({ ...run, error }));
    }
    const page = await fetchRuns({ only: id }).catch(() => undefined);
    const { took, isResumable = false } = page?.runs[0] ?? {};
    change(id, (run) => ({ ...run, took: took ?? Math.max(0, Date.now() - run.facts.startedAt), isResumable }));
    following.current.delete(id);
  }

  const load = useEffectEvent(async (isWanted: () => boolean) => {
    const page = await fetchRuns({ pages: String(pages), ...(search && { search }), ...(only && { only }) });
    if (!isWanted()) return;
    setLoaded({ ...page, only });
    setAll((before) => merge(before, page.runs, search !== ""));
    for (const { facts, took } of page.runs) if (took === undefined) void watch(facts.id, follow(facts.id));
  });

  usePageEvent("hashchange", () => setOnly(linkedRun()));

  useEffect(() => {
    if (isLost) return;
    let isCurrent = true;
    const refresh = () => void load(() => isCurrent).catch(() => {});
    refresh();
    tabs.addEventListener("message", refresh);
    return () => {
      isCurrent = false;
      tabs.removeEventListener("message", refresh);
    };
  }, [pages, search, only, isLost]);

  return {
    runs,
    finished: runs.filter(isOver).length,
    search,
    setSearch,
    show,
    setShow,
    hasMore: loaded?.hasMore ?? false,
    isEmpty: loaded !== undefined && runs.length === 0,
    isMissing: only !== undefined && only === loaded?.only && loaded.runs.length === 0,
    only,
    showAll() {
      setSearch("");
      setShow("all");
      location.hash = "";
    },
    loadMore: () => setPages(pages + 1),
    start(facts: RunFacts, request: PageRequest) {
      setAll((before) => [begin(facts, true), ...before]);
      void watch(facts.id, start(facts, request));
      // The other tabs load the run from the server, which may not have it yet.
      for (const delay of [150, 1500]) setTimeout(() => tabs.postMessage(facts.id), delay);
    },
    cancel: ({ id }: RunState) => cancel(id),
    async resume({ id }: RunState) {
      await waitAgain(id);
      change(id, (run) => begin(run.facts, true));
      tabs.postMessage(id);
      void watch(id, follow(id));
    },
    async remove({ id }: RunState) {
      await remove(id);
      setAll((before) => before.filter((run) => run.id !== id));
      tabs.postMessage(id);
    },
  };
}

/** Merges the server's runs into the page's. Unless it searched, keeps unfinished runs that the server may not have. */
function merge(runs: readonly RunState[], records: readonly RunRecord[], isSearch: boolean): readonly RunState[] {
  const known = new Map(runs.map((run) => [run.id, run]));
  const kept = records.map((record) => {
    const run = known.get(record.facts.id);
    // Another tab may have waited for its task again.
    return run && (!isOver(run) || run.took === record.took) ? run : stateOf(record);
  });
  return [...runs.filter((run) => !isSearch && !isOver(run) && !kept.includes(run)), ...kept];
}

function stateOf({ facts, events, took, isResumable }: RunRecord): RunState {
  const begun = begin(facts, took === undefined);
  return { ...events.reduce((run, event) => advance(run, event), begun), took, isResumable };
}
