import { useEffect, useReducer, useRef } from "react";
import type { GenerateBody, RunEvent } from "../server/messages.ts";
import { cancel as cancelRun, fetchRuns, follow, generate, reportOf } from "./api.ts";
import { advance, isOver, newRun, type RunState } from "./run-state.ts";

type Action = { type: "begin"; key: string } | { type: "event"; key: string; event: RunEvent };

/** The runs of this studio, newest first, and what can be done with them. */
export function useRuns() {
  const [runs, dispatch] = useReducer(reduce, []);
  const sending = useRef(new AbortController());

  async function watch(key: string, events: AsyncIterable<RunEvent>) {
    dispatch({ type: "begin", key });
    const began = Date.now();
    try {
      for await (const event of events) dispatch({ type: "event", key, event });
    } catch (error) {
      dispatch({ type: "event", key, event: { type: "failed", error: reportOf(error), at: Date.now() - began } });
    }
  }

  useEffect(() => {
    let isCurrent = true;
    fetchRuns().then(
      (records) => {
        if (isCurrent)
          for (const { id, events } of records) void watch(id, isFinished(events) ? replay(events) : follow(id));
      },
      // The providers' own request tells the user that the server does not answer.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, []);

  const active = runs.find((run) => !isOver(run));
  return {
    runs,
    active,
    start(body: GenerateBody) {
      sending.current = new AbortController();
      void watch(crypto.randomUUID(), generate(body, sending.current.signal));
    },
    cancel() {
      if (active?.started) void cancelRun(active.started.run);
      else sending.current.abort();
    },
  };
}

function reduce(runs: readonly RunState[], action: Action): readonly RunState[] {
  if (action.type === "begin") return [newRun(action.key), ...runs.filter(({ key }) => key !== action.key)];
  return runs.map((run) => (run.key === action.key ? advance(run, action.event) : run));
}

function isFinished(events: readonly RunEvent[]): boolean {
  return events.some(({ type }) => type === "completed" || type === "failed");
}

async function* replay(events: readonly RunEvent[]): AsyncGenerator<RunEvent, void> {
  yield* events;
}
