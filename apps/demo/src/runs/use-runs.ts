import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { PageRequest, RunFacts, RunMessage, RunRecord } from "../../server/messages.ts";
import { cancel, fetchRuns, follow, messagesIn, remove, start, waitAgain } from "../api.ts";
import { useRetryIn } from "../connection.ts";
import { advance, begin, isOver, type RunState } from "./run-state.ts";
import { usePermalink } from "./use-permalink.ts";

/** Records take the place of those shown, come after them, or renew the first of them. */
type Show = "first" | "older" | "refreshed";

/** Tells the other tabs that there is something to load. */
const tabs = new BroadcastChannel("studio");

/** The runs of this studio, newest first, and what can be done with them. */
export function useRuns() {
  const [all, setAll] = useState<readonly RunState[]>([]);
  const [search, setSearch] = useState("");
  const [only, showAll] = usePermalink();
  const [hasMore, setHasMore] = useState(false);
  const [isLoaded, setIsLoaded] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const following = useRef(new Set<string>());
  const isLost = useRetryIn() !== undefined;
  const what = `${search} ${only}`;
  const shown = useRef(what);
  // At once, before the server has answered: a press of a button must not meet another run.
  const runs = only ? all.filter(({ id }) => id.startsWith(only)) : all;

  function change(id: string, to: (run: RunState) => RunState) {
    setAll((before) => before.map((run) => (run.id === id ? to(run) : run)));
  }

  async function watch(id: string, messages: AsyncIterable<RunMessage>) {
    if (following.current.has(id)) return;
    following.current.add(id);
    for await (const message of messages) {
      const now = Date.now();
      const end = message.type === "completed" || message.type === "failed" ? await endOf(id) : {};
      change(id, (run) => ({ ...advance(run, { ...message, at: Math.max(0, now - run.facts.startedAt) }), ...end }));
    }
    following.current.delete(id);
  }

  async function load(as: Show, isWanted = () => true) {
    const after = as === "older" ? { after: runs.at(-1)?.id ?? "" } : {};
    const page = await fetchRuns({ ...(search && { search }), ...(only && { only }), ...after });
    if (!isWanted()) return;
    if (as !== "refreshed") setHasMore(page.hasMore);
    setIsLoaded(true);
    setIsMissing(only !== undefined && page.runs.length === 0);
    setAll((before) => merge(before, page.runs, as));
    for (const { facts, isOver } of page.runs) if (!isOver) void watch(facts.id, follow(facts.id));
  }

  const reload = useEffectEvent((as: Show, isWanted?: () => boolean) => void load(as, isWanted).catch(() => {}));

  useEffect(() => {
    if (isLost) return;
    let isCurrent = true;
    reload(isLoaded && shown.current === what ? "refreshed" : "first", () => isCurrent);
    shown.current = what;
    return () => {
      isCurrent = false;
    };
  }, [what, isLost]);

  useEffect(() => {
    const refresh = () => reload("refreshed");
    tabs.addEventListener("message", refresh);
    return () => tabs.removeEventListener("message", refresh);
  }, []);

  return {
    runs,
    finished: runs.filter(isOver).length,
    search,
    setSearch,
    hasMore,
    isLoaded,
    isMissing,
    only,
    showAll,
    loadMore: () => load("older"),
    start(facts: RunFacts, client: string, request: PageRequest) {
      setAll((before) => [begin(facts, true), ...before]);
      void watch(facts.id, start(client, facts.id, request));
      // The other tabs find it at the server, once it is there.
      for (const delay of [150, 1500]) setTimeout(() => tabs.postMessage(facts.id), delay);
    },
    cancel: ({ id }: RunState) => cancel(id),
    async resume({ id }: RunState) {
      await waitAgain(id);
      change(id, (run) => begin(run.facts, true));
      void watch(id, follow(id));
    },
    async remove({ id }: RunState) {
      await remove(id);
      setAll((before) => before.filter((run) => run.id !== id));
      tabs.postMessage(id);
    },
  };
}

/** What the server recorded of the end of a run, which is what a reload shows. Nothing of a run that it refused. */
async function endOf(id: string): Promise<Pick<RunState, "took" | "isResumable">> {
  const page = await fetchRuns({ only: id }).catch(() => undefined);
  const record = page?.runs.find(({ isOver }) => isOver);
  return record ? { took: record.took, isResumable: record.isResumable } : {};
}

function merge(runs: readonly RunState[], records: readonly RunRecord[], as: Show): readonly RunState[] {
  const known = new Map(runs.map((run) => [run.id, run]));
  const shown = records.map((record) => known.get(record.facts.id) ?? stateOf(record));
  if (as === "older") return [...runs, ...shown.filter(({ id }) => !known.has(id))];
  const isShown = new Set(shown.map(({ id }) => id));
  const others = runs.filter(({ id }) => !isShown.has(id));
  const oldest = shown.at(-1)?.facts.startedAt ?? 0;
  // What was just sent may not be there yet.
  const sent = others.filter((run) => !isOver(run));
  const older = others.filter((run) => isOver(run) && run.facts.startedAt < oldest);
  return [...sent, ...shown, ...(as === "refreshed" ? older : [])];
}

function stateOf({ facts, events, isOver, took, isResumable }: RunRecord): RunState {
  const messages = events.flatMap((event) => [...messagesIn(facts.id, event)]);
  const run = messages.reduce(advance, begin(facts, !isOver));
  return isOver ? { ...run, took, isResumable } : run;
}
