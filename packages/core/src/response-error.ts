import {
  AuthenticationError,
  ContentPolicyError,
  type ErrorDetails,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PaymentRequiredError,
  PermissionDeniedError,
  RateLimitError,
  type SeedreamError,
  ServerError,
  TaskFailedError,
} from "./errors.ts";
import { isObject, number, object, text } from "./json.ts";

type ErrorClass = new (message: string, details: ErrorDetails) => SeedreamError;

/** First match wins. -10008 is how 302.AI says that it has no channel for a model. Ark's dotted codes, and the words that the gateways use for the same things. */
const classByCode: readonly (readonly [RegExp, ErrorClass])[] = [
  [/idempotency_(in_progress|result_indeterminate)/, OutcomeUnknownError],
  [/sensitive|risk|contentsecurity|content_policy|moderation/, ContentPolicyError],
  [/overdue|insufficient|payment|balance|setlimit|token_quota/, PaymentRequiredError],
  [/notopen|unsupportedmodel|not_?found|accessdisabled|closedendpoint|^-10008$/, NotFoundError],
  [/rate_?limit|overload|quota|toofast|limitexceeded/, RateLimitError],
  [/authentication|api_key|unauthorized|invalidaccount/, AuthenticationError],
  [/denied|permission|forbidden|invalidsubscription/, PermissionDeniedError],
  [/internal|server_error|bad_gateway/, ServerError],
  [/invalid|missing|badrequest/, InvalidRequestError],
];

const classByStatus: Readonly<Record<number, ErrorClass>> = {
  401: AuthenticationError,
  402: PaymentRequiredError,
  403: PermissionDeniedError,
  404: NotFoundError,
  429: RateLimitError,
};

/** Somebody on the way gave up waiting, which says nothing about the request: Request Timeout, and nginx's own 499. */
function gaveUp(status: number): boolean {
  return status === 408 || status === 499;
}

function classOf(code: string | undefined, type: string | undefined, status: number | undefined): ErrorClass {
  return (
    named(code) ??
    (status
      ? (classByStatus[status] ?? (status < 500 && !gaveUp(status) ? InvalidRequestError : ServerError))
      : named(type)) ??
    ServerError
  );
}

function named(word: string | undefined): ErrorClass | undefined {
  return word === undefined ? undefined : classByCode.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];
}

export interface ErrorAnswer extends ErrorDetails {
  /** Decoded body, or its text where it is no JSON. */
  readonly raw: unknown;
  /** Whether the answer is to a submission that costs money. */
  readonly submission?: boolean;
  /** Whether the answer came with a `Retry-After`. */
  readonly retryAfter?: boolean;
}

/** The error for a refusal: an HTTP error, or an error object in an answer or an event. */
export function errorFromAnswer({ submission, retryAfter, ...known }: ErrorAnswer): SeedreamError {
  const envelope = object(known.raw);
  const body = isObject(envelope.error) ? envelope.error : envelope;
  const code = body.code ?? body.err_code;
  const { status } = known;
  const message = text(body.message) ?? text(envelope.error) ?? `${known.provider} answered without an explanation`;
  const codeText = text(code) ?? number(code)?.toString();
  const typeText = text(body.type);
  const details: ErrorDetails = {
    ...known,
    code: codeText ?? typeText,
    requestId: known.requestId ?? /request id:?\s*([\w-]+)/i.exec(message)?.[1],
  };
  const type = classOf(codeText, typeText, status);
  // A task was accepted: to submit again is another task, whatever became of this one.
  if (known.task)
    return new (type === ServerError ? TaskFailedError : type)(message, { ...details, charged: "unknown" });
  if (type === OutcomeUnknownError) return new type(message, { ...details, charged: "unknown" });
  if (type !== ServerError) return new type(message, { ...details, retryable: type === RateLimitError });

  const notAccepted = status === 503 && retryAfter;
  const error = new ServerError(message, {
    ...details,
    retryable: notAccepted || !submission,
    charged: notAccepted || !submission ? "no" : "unknown",
  });
  if (!submission || notAccepted) return error;
  return new OutcomeUnknownError(
    `The provider failed after it had the request, which may have been billed: ${message}`,
    {
      ...details,
      charged: "unknown",
      cause: error,
    },
  );
}
