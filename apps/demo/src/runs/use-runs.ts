import { useEffect, useReducer, useRef, useState } from "react";
import type { GenerateBody, RunEvent, RunRecord } from "../../server/messages.ts";
import { cancel as cancelRun, fetchRuns, follow, generate, remove, reportOf, resume } from "../api.ts";
import { advance, isOver, newRun, type RunState } from "./run-state.ts";

type Action =
  | { type: "begin"; key: string; comparison: string | undefined }
  | { type: "event"; key: string; event: RunEvent }
  | { type: "show"; records: readonly RunRecord[]; isFirst: boolean }
  | { type: "remove"; key: string };

export type RunsOfStudio = ReturnType<typeof useRuns>;

/** The runs of this studio, newest first, and what can be done with them. */
export function useRuns() {
  const [runs, dispatch] = useReducer(reduce, []);
  const [search, setSearch] = useState("");
  const [hasMore, setHasMore] = useState(false);
  const sending = useRef(new AbortController());
  const watched = useRef(new Set<string>());

  async function watch(key: string, events: AsyncIterable<RunEvent>, comparison?: string) {
    if (watched.current.has(key)) return;
    watched.current.add(key);
    dispatch({ type: "begin", key, comparison });
    const began = Date.now();
    try {
      for await (const event of events) dispatch({ type: "event", key, event });
    } catch (error) {
      const failed = { type: "failed", error: reportOf(error), isResumable: false } as const;
      dispatch({ type: "event", key, event: { ...failed, at: Date.now() - began } });
    }
    watched.current.delete(key);
  }

  async function load(word: string, after = "", isWanted = () => true) {
    const page = await fetchRuns(word, after);
    if (!isWanted()) return;
    setHasMore(page.hasMore);
    dispatch({ type: "show", records: page.runs, isFirst: after === "" });
    for (const { id, events } of page.runs) if (!isFinished(events)) void watch(id, follow(id));
  }

  useEffect(() => {
    let isCurrent = true;
    // The providers' own request tells the user that the server does not answer.
    load(search, "", () => isCurrent).catch(() => {});
    return () => {
      isCurrent = false;
    };
  }, [search]);

  const active = runs.find((run) => !isOver(run));
  const idOf = (run: RunState | undefined) => run?.started?.run;
  return {
    runs,
    active,
    search,
    setSearch,
    hasMore,
    loadMore: () => load(search, idOf(runs.at(-1))),
    start(body: GenerateBody) {
      if (sending.current.signal.aborted) sending.current = new AbortController();
      void watch(crypto.randomUUID(), generate(body, sending.current.signal), body.comparison);
    },
    cancel() {
      const underway = runs.filter((run) => !isOver(run));
      for (const { started } of underway) if (started) void cancelRun(started.run);
      if (underway.some(({ started }) => !started)) sending.current.abort();
    },
    resume(run: RunState) {
      const id = idOf(run);
      if (id) void watch(run.key, resume(id));
    },
    async remove(run: RunState) {
      const id = idOf(run);
      if (id) await remove(id);
      dispatch({ type: "remove", key: run.key });
    },
  };
}

function reduce(runs: readonly RunState[], action: Action): readonly RunState[] {
  switch (action.type) {
    case "begin":
      return runs.some(({ key }) => key === action.key)
        ? runs.map((run) => (run.key === action.key ? newRun(run.key, run.comparison) : run))
        : [newRun(action.key, action.comparison), ...runs];
    case "event":
      return runs.map((run) => (run.key === action.key ? advance(run, action.event) : run));
    case "remove":
      return runs.filter(({ key }) => key !== action.key);
    case "show": {
      const kept = action.isFirst ? runs.filter((run) => !isOver(run)) : runs;
      const known = new Set(kept.flatMap(({ key, started }) => [key, started?.run]));
      return [...kept, ...action.records.filter(({ id }) => !known.has(id)).map(stateOf)];
    }
  }
}

function stateOf({ id, events }: RunRecord): RunState {
  return events.reduce(advance, newRun(id));
}

function isFinished(events: readonly RunEvent[]): boolean {
  return events.some(({ type }) => type === "completed" || type === "failed");
}
