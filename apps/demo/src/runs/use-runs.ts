import { useEffect, useEffectEvent, useReducer, useRef, useState } from "react";
import type { PageRequest, RunFacts, RunMessage, RunRecord } from "../../server/messages.ts";
import { cancel, fetchRuns, follow, messagesIn, remove, start, waitAgain } from "../api.ts";
import { useRetryIn } from "../connection.ts";
import { advance, begin, isOver, type RunState } from "./run-state.ts";

type Action =
  | { type: "begin"; facts: RunFacts }
  | { type: "event"; id: string; message: RunMessage; now: number }
  | { type: "show"; records: readonly RunRecord[]; as: "first" | "older" | "refreshed" }
  | { type: "resume" | "remove"; id: string };

export type RunsOfStudio = ReturnType<typeof useRuns>;

/** Tells the other tabs that there is something to load. */
const tabs = new BroadcastChannel("studio");

/** The runs of this studio, newest first, and what can be done with them. */
export function useRuns(only: string | undefined, onShowAll: () => void) {
  const [runs, dispatch] = useReducer(reduce, []);
  const [search, setSearch] = useState("");
  const [hasMore, setHasMore] = useState(false);
  const [isLoaded, setIsLoaded] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  const following = useRef(new Set<string>());
  const isLost = useRetryIn() !== undefined;
  const what = `${search} ${only}`;
  const shown = useRef(what);

  async function watch(id: string, messages: () => AsyncIterable<RunMessage>) {
    if (following.current.has(id)) return;
    following.current.add(id);
    for await (const message of messages()) dispatch({ type: "event", id, message, now: Date.now() });
    following.current.delete(id);
  }

  async function load(
    query: { search?: string; after?: string; only?: string },
    as: Extract<Action, { type: "show" }>["as"],
    isWanted = () => true,
  ) {
    const page = await fetchRuns(query);
    if (!isWanted()) return;
    if (as !== "refreshed") setHasMore(page.hasMore);
    setIsLoaded(true);
    setIsMissing(query.only !== undefined && page.runs.length === 0);
    dispatch({ type: "show", records: page.runs, as });
    for (const { facts, isOver } of page.runs) if (!isOver) void watch(facts.id, () => follow(facts.id));
  }

  const reload = useEffectEvent((as: "first" | "refreshed", isWanted?: () => boolean) =>
    load({ ...(search && { search }), ...(only && { only }) }, as, isWanted).catch(() => {}),
  );

  useEffect(() => {
    if (isLost) return;
    let isCurrent = true;
    void reload(isLoaded && shown.current === what ? "refreshed" : "first", () => isCurrent);
    shown.current = what;
    return () => {
      isCurrent = false;
    };
  }, [what, isLost]);

  useEffect(() => {
    const refresh = () => void reload("refreshed");
    tabs.addEventListener("message", refresh);
    return () => tabs.removeEventListener("message", refresh);
  }, []);

  return {
    // At once, before the server has answered: a press of a button must not meet another run.
    runs: only ? runs.filter(({ id }) => id.startsWith(only)) : runs,
    search,
    setSearch,
    hasMore,
    isLoaded,
    isMissing,
    only,
    showAll: onShowAll,
    loadMore: () => load({ ...(search && { search }), after: runs.at(-1)?.id ?? "" }, "older"),
    start(facts: RunFacts, client: string, request: PageRequest) {
      dispatch({ type: "begin", facts });
      void watch(facts.id, () => start(client, facts.id, request));
      // The other tabs find it at the server, once it is there.
      for (const delay of [150, 1500]) setTimeout(() => tabs.postMessage(facts.id), delay);
    },
    cancel: (run: RunState) => void cancel(run.id).catch(() => {}),
    async resume({ id }: RunState) {
      await waitAgain(id);
      dispatch({ type: "resume", id });
      void watch(id, () => follow(id));
    },
    async remove({ id }: RunState) {
      await remove(id);
      dispatch({ type: "remove", id });
      tabs.postMessage(id);
    },
  };
}

function reduce(runs: readonly RunState[], action: Action): readonly RunState[] {
  switch (action.type) {
    case "begin":
      return [begin(action.facts, true), ...runs];
    case "event":
      return runs.map((run) =>
        run.id === action.id
          ? advance(run, { ...action.message, at: Math.max(0, action.now - run.facts.startedAt) })
          : run,
      );
    case "resume":
      return runs.map((run) => (run.id === action.id ? begin(run.facts, true) : run));
    case "remove":
      return runs.filter(({ id }) => id !== action.id);
    case "show": {
      const known = new Map(runs.map((run) => [run.id, run]));
      const shown = action.records.map((record) => known.get(record.facts.id) ?? stateOf(record));
      if (action.as === "older") return [...runs, ...shown.filter(({ id }) => !known.has(id))];
      const isShown = new Set(shown.map(({ id }) => id));
      const others = runs.filter(({ id }) => !isShown.has(id));
      const oldest = shown.at(-1)?.facts.startedAt ?? 0;
      // What was just sent may not be there yet.
      const sent = others.filter((run) => !isOver(run));
      const older = others.filter((run) => isOver(run) && run.facts.startedAt < oldest);
      return [...sent, ...shown, ...(action.as === "refreshed" ? older : [])];
    }
  }
}

function stateOf({ facts, events, isOver, took }: RunRecord): RunState {
  const messages = events.flatMap((event) => [...messagesIn(facts.id, event)]);
  const run = messages.reduce(advance, begin(facts, !isOver));
  return isOver ? { ...run, took } : run;
}
