import type { ErrorReport } from "../../server/messages.ts";
import { useWords } from "../words/words.ts";
import { chargeOf, headlineOf, messageOf } from "./error-words.ts";

interface ErrorNoticeProps {
  readonly error: ErrorReport;
  /** Whether the provider is one that bills. */
  readonly live: boolean;
}

/** An error in words: what happened, whether it cost anything, and what support will ask for. */
export function ErrorNotice({ error, live }: ErrorNoticeProps) {
  const words = useWords();
  const { name, status, code, requestId, clientRequestId } = error;
  const { errors } = words;
  const message = messageOf(error, words);
  const details = [
    [errors.status, status],
    [errors.code, code],
    [errors.request, requestId],
    [errors.clientRequest, clientRequestId],
  ].filter(([, value]) => value !== undefined);
  return (
    <div className={name === "AbortedError" ? "error calm" : "error"}>
      <p className="headline">
        {headlineOf(error, words)} <code>{name}</code>
      </p>
      {message && <p>{message}</p>}
      <p className="note">{chargeOf(error, live, words)}</p>
      {details.length > 0 && (
        <details>
          <summary>{errors.details}</summary>
          <dl>
            {details.map(([term, value]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </div>
  );
}
