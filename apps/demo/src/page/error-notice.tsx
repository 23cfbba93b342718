import type { ErrorReport } from "../../server/messages.ts";
import type { RunState } from "../runs/run-state.ts";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";
import { ErrorFacts } from "./error-facts.tsx";
import { chargeOf, headlineOf, messageOf } from "./error-words.ts";

interface ErrorNoticeProps {
  readonly error: ErrorReport;
  /** The run that failed; absent for what went wrong in the studio. */
  readonly run?: RunState;
}

/** An error in words: what happened, whether it cost anything, and what support will ask for. */
export function ErrorNotice({ error, run }: ErrorNoticeProps) {
  const words = useWords();
  const live = run?.facts.client.live ?? false;
  const provider = run ? words.provider.title(run.facts.client) : "";
  const message = messageOf(error, words);
  const isCalm = error.name === "AbortedError";
  return (
    <div className={isCalm ? "notice calm" : "notice"}>
      <Icon name={isCalm ? "stop" : "close"} />
      <div>
        <b>{headlineOf(error, words)}</b>
        {message && <p>{message}</p>}
        <p className={error.charged === "unknown" && live ? "charge may" : "charge"}>
          {chargeOf(error, { live, provider }, words)}
        </p>
        <details>
          <summary>{words.runs.details}</summary>
          <ErrorFacts error={error} />
        </details>
      </div>
    </div>
  );
}
