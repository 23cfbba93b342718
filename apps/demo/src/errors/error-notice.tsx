import type { WireError } from "@seedream-clients/web/server";
import type { RunFacts } from "../../server/messages.ts";
import { Button } from "../ui/button.tsx";
import { FactList } from "../ui/fact-list.tsx";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";
import { explain } from "./explain.ts";

interface ErrorNoticeProps {
  readonly error: Error | WireError;
  /** Where the run was sent that failed; absent for what went wrong in the studio. */
  readonly client?: RunFacts["client"];
}

/** An error in words: what happened, whether it cost anything, and what support will ask for. */
export function ErrorNotice({ error, client }: ErrorNoticeProps) {
  const words = useWords();
  const { headline, message, charge, mayCost, isCancellation, facts } = explain(error, words, client);
  return (
    <div className={isCancellation ? "notice calm" : "notice"}>
      <Icon name={isCancellation ? "stop" : "close"} />
      <div>
        <b>{headline}</b>
        {message && <p>{message}</p>}
        <p className={mayCost ? "charge may" : "charge"}>{charge}</p>
        <details>
          <summary>{words.runs.details}</summary>
          <FactList facts={facts} />
        </details>
      </div>
    </div>
  );
}

interface ProblemProps {
  readonly problem: Error | string;
  readonly onDismiss: () => void;
}

/** What the studio could not do, until it is dismissed. */
export function Problem({ problem, onDismiss }: ProblemProps) {
  const { page: words } = useWords();
  return (
    <div className="problem" role="alert">
      {typeof problem === "string" ? <p className="notice">{problem}</p> : <ErrorNotice error={problem} />}
      <Button icon="close" title={words.dismiss} onClick={onDismiss} />
    </div>
  );
}
