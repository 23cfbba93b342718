import { useWords } from "../words/words.ts";
import { isOver, type RunState } from "./run-state.ts";

/** How far a task is, on providers that tell. */
export function TaskProgress({ run }: { readonly run: RunState }) {
  const { runs: words, format } = useWords();
  const { status = "", fraction } = run.progress ?? {};
  if (fraction === undefined || isOver(run)) return null;
  return (
    <p className="progress">
      <progress max={1} value={fraction} aria-label={words.progress} />
      {format.percent(fraction)} · {words.states[status] ?? status}
    </p>
  );
}
