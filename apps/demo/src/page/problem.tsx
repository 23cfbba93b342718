import type { ErrorReport } from "../../server/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";
import { ErrorNotice } from "./error-notice.tsx";

interface ProblemProps {
  readonly problem: ErrorReport | string;
  readonly onDismiss: () => void;
}

/** What the studio could not do, until it is dismissed. */
export function Problem({ problem, onDismiss }: ProblemProps) {
  const { page: words } = useWords();
  return (
    <div className="problem" role="alert">
      {typeof problem === "string" ? <p className="notice">{problem}</p> : <ErrorNotice error={problem} />}
      <button type="button" className="button icon-only" title={words.dismiss} onClick={onDismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
