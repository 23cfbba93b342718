import { useWords } from "../words/words.ts";
import { isOver, type RunState } from "./run-state.ts";

/** How far a run is, once there is something to tell. */
export function Progress({ run }: { readonly run: RunState }) {
  const { runs: words, format } = useWords();
  const { status = "", fraction = 0 } = run.progress ?? {};
  if (fraction === 0 || isOver(run)) return null;
  return (
    <p className="progress">
      <progress max={1} value={fraction} aria-label={words.progress} />
      {format.percent(fraction)} · {words.states[status] ?? status}
    </p>
  );
}
