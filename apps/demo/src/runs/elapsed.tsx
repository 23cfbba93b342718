import { useEffect, useState } from "react";
import { useWords } from "../words/words.ts";
import { isOver, type RunState } from "./run-state.ts";

/** Milliseconds since 1970, as they pass while there is something to count. */
export function useNow(isCounting: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!isCounting) return;
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, [isCounting]);
  return now;
}

/** How long a run has taken, counting while it is under way. */
export function Elapsed({ run }: { readonly run: RunState }) {
  const { format } = useWords();
  const { facts, took } = run;
  const now = useNow(!isOver(run));
  if (took !== undefined) return <span>{format.seconds(took)}</span>;
  return <b>{format.seconds(Math.max(0, now - facts.startedAt))}</b>;
}
