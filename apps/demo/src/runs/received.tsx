import { useWords } from "../words/words.ts";
import { isOver, type RunState, tallyOf } from "./run-state.ts";

/** How many images of a run have come, told to screen readers as they do. */
export function Received({ run }: { readonly run: RunState }) {
  const { runs: words } = useWords();
  const { images, failed } = tallyOf(run);
  return (
    <span className="received" role="status">
      {[words.received(images, run.expected), ...(failed > 0 ? [words.failed(failed)] : [])].join(" · ")}
      <span className="hidden">{isOver(run) && ` ${words.finished}`}</span>
    </span>
  );
}
