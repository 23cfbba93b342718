import { useEffect, useState } from "react";
import { useWords } from "../words/words.ts";
import type { RunState } from "./run-state.ts";

/** How long a run has taken, counting while it is under way. */
export function Elapsed({ run: { started, took } }: { readonly run: RunState }) {
  const { format } = useWords();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (took !== undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 100);
    return () => clearInterval(timer);
  }, [took]);
  return <span>{format.seconds(took ?? Math.max(0, now - (started?.startedAt ?? now)))}</span>;
}
