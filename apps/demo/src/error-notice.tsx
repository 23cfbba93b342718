import type { ErrorReport } from "../server/messages.ts";

/** What each error of the clients means, in a few words. */
const headlines: Readonly<Record<string, string>> = {
  AbortedError: "Cancelled",
  AuthenticationError: "The key was refused",
  ConnectionError: "No connection",
  ContentPolicyError: "Held back by moderation",
  DownloadError: "The image could not be fetched",
  InvalidRequestError: "The request breaks a rule",
  NotFoundError: "Not found",
  OutcomeUnknownError: "What became of it is not known",
  PaymentRequiredError: "The account is out of funds",
  PermissionDeniedError: "The key may not do this",
  RateLimitError: "Too many requests",
  ServerError: "The provider failed",
  StreamInterruptedError: "The answer broke off",
  TimeoutError: "It took too long",
};

interface ErrorNoticeProps {
  readonly error: ErrorReport;
  /** Whether the provider is one that bills. */
  readonly live: boolean;
}

/** An error in words: what happened, whether it cost anything, and what support will ask for. */
export function ErrorNotice({ error, live }: ErrorNoticeProps) {
  const { name, message, status, code, requestId, clientRequestId } = error;
  const details = [
    ["Status", status],
    ["Code", code],
    ["Request", requestId],
    ["Client request", clientRequestId],
  ].filter(([, value]) => value !== undefined);
  return (
    <div className={name === "AbortedError" ? "error calm" : "error"}>
      <p className="headline">
        {headlines[name] ?? "It failed"} <code>{name}</code>
      </p>
      <p>{message}</p>
      <p className="note">{chargeOf(error, live)}</p>
      {details.length > 0 && (
        <details>
          <summary>Details</summary>
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

function chargeOf({ name, status, charged, retryable }: ErrorReport, live: boolean): string {
  if (charged === "unknown") {
    return live
      ? "It may have been charged: ask the provider, with the ids below, before you repeat it."
      : "On the live provider it might have been charged.";
  }
  if (name === "InvalidRequestError" && status === undefined) return "Nothing was sent, nothing was charged.";
  return retryable ? "Not charged; trying again is safe." : "Not charged.";
}
