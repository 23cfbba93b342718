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

/** First match wins. Ark's dotted codes, and the words that the gateways use for the same things. */
const classByCode: readonly (readonly [RegExp, ErrorClass])[] = [
  [/sensitive|risk|contentsecurity|content_policy|moderation/, ContentPolicyError],
  [/overdue|insufficient|payment|balance|setlimit/, PaymentRequiredError],
  [/notopen|unsupportedmodel|not_?found|accessdisabled|closedendpoint/, NotFoundError],
  [/rate_?limit|overload|quota|toofast|limitexceeded/, RateLimitError],
  [/authentication|api_key|unauthorized|invalidaccount/, AuthenticationError],
  [/denied|permission|forbidden|invalidsubscription/, PermissionDeniedError],
  [/indeterminate/, OutcomeUnknownError],
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

function classOf(code: string, type: string, status: number | undefined): ErrorClass {
  const named = (word: string) => classByCode.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];
  const refused = status !== undefined && status >= 400;
  return (
    named(code) ??
    (refused
      ? (classByStatus[status] ?? (status < 500 && !gaveUp(status) ? InvalidRequestError : ServerError))
      : named(type)) ??
    ServerError
  );
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
  const details: ErrorDetails = {
    ...known,
    code: text(code) ?? number(code)?.toString() ?? text(body.type),
    requestId: known.requestId ?? /request id:?\s*([\w-]+)/i.exec(message)?.[1],
  };
  const type = classOf(text(code) ?? "", text(body.type) ?? "", status);
  if (type !== ServerError) return new type(message, { ...details, retryable: type === RateLimitError });

  if (known.task) return new TaskFailedError(message, { ...details, charged: "unknown" });
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
