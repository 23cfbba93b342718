import {
  AuthenticationError,
  ConnectionError,
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
} from "../contract/errors.ts";

/** Families of error codes, by the words in them. The first family that matches counts. */
const families = {
  // Gateways return these with 503 before a request reaches any model; -10008 is 302.AI's code.
  unserved: /^(model_not_found|-10008)$/i,
  pending: /idempotency_(in_progress|result_indeterminate)/i,
  // With 503 it adds nothing to the status. A `risk_service_unavailable`, however, is a failure behind the gateway.
  unavailable: /^service_?unavailable(_?error)?$/i,
  // Before the families below, because `upstream_rate_limit_timeout` is a time-out.
  server:
    /internal|upstream|timed?[_ -]?out|deadline|(server|service|system)_?error|bad_?gateway|service_?unavailable|storage|load_?balancer|(invalid|missing|empty|no)_?(response|output|result)(?!_?format)/i,
  content: /sensitive|risk|contentsecurity|content_policy|content_rejected|moderation/i,
  payment: /overdue|insufficient|payment|balance|setlimit|token_quota/i,
  missing: /notopen|unsupportedmodel|not_?found|accessdisabled|closedendpoint/i,
  rate: /rate_?limit|overload|quota|toofast|limitexceeded/i,
  key: /authentication|api_key|unauthorized|invalidaccount/i,
  permission: /denied|permission|forbidden|invalidsubscription/i,
  invalid: /invalid|missing|badrequest/i,
} as const;

export type CodeFamily = keyof typeof families;

/** Class of a refused submission, whether it may have been billed, and whether to send it again. */
export interface Rule {
  readonly status?: readonly [least: number, most?: number];
  readonly code?: CodeFamily;
  /** Applies only with a Retry-After that can be read. */
  readonly retryAfter?: true;
  readonly error: new (message: string, details: ErrorDetails) => SeedreamError;
  readonly charged: "no" | "unknown";
  /** Whether the same request may be sent again and may help. */
  readonly retryable: boolean;
}

const refused = { charged: "no", retryable: false } as const;
const later = { charged: "no", retryable: true } as const;
const unknown = { error: OutcomeUnknownError, charged: "unknown", retryable: false } as const;

/**
 * The rules for a refused submission, by status and code family: the first match applies. Statuses that leave the
 * outcome open come before codes, because a failing gateway may return any code. A pure call, so that bundlers leave it
 * out of programs that use the error classes alone, such as web pages.
 */
export const rules: readonly Rule[] = /* @__PURE__ */ (() => [
  { status: [429], code: "payment", error: PaymentRequiredError, ...refused },
  { status: [429], error: RateLimitError, ...later },
  { status: [503], code: "unserved", error: NotFoundError, ...refused },
  { code: "pending", ...unknown },
  // A gateway may add a Retry-After to the failure of the provider behind it.
  { status: [503], code: "server", ...unknown },
  { status: [503], retryAfter: true, error: ServerError, ...later },
  { status: [500, 999], ...unknown },
  { status: [408], ...unknown },
  { status: [499], ...unknown },
  { ...unknown, status: [300, 399], error: ConnectionError },
  { code: "content", error: ContentPolicyError, ...refused },
  { code: "payment", error: PaymentRequiredError, ...refused },
  { code: "missing", error: NotFoundError, ...refused },
  { code: "unserved", error: NotFoundError, ...refused },
  { code: "rate", error: RateLimitError, ...later },
  { code: "key", error: AuthenticationError, ...refused },
  { code: "permission", error: PermissionDeniedError, ...refused },
  { code: "server", ...unknown },
  { code: "unavailable", ...unknown },
  { status: [401], error: AuthenticationError, ...refused },
  { status: [402], error: PaymentRequiredError, ...refused },
  { status: [403], error: PermissionDeniedError, ...refused },
  { status: [404], error: NotFoundError, ...refused },
  { status: [400, 499], error: InvalidRequestError, ...refused },
  { code: "invalid", error: InvalidRequestError, ...refused },
  // A refusal in a 200 with a code that this version does not know.
  unknown,
])();

/** Facts of a refusal that select its rule. */
export interface RuleFacts {
  readonly status: number;
  readonly code?: string | undefined;
  readonly type?: string | undefined;
  readonly retryAfter?: number | undefined;
}

/** Finds the rule for a refusal. Its type counts if neither its status nor its code is known. */
export function ruleFor({ status, code, type, retryAfter }: RuleFacts): Rule {
  const family = familyOf(code) ?? (status === 200 ? familyOf(type) : undefined);
  const found = rules.find(
    (rule) =>
      (!rule.status || (status >= rule.status[0] && status <= (rule.status[1] ?? rule.status[0]))) &&
      (!rule.code || rule.code === family) &&
      (!rule.retryAfter || retryAfter !== undefined),
  );
  return found ?? unknown;
}

function familyOf(code = ""): string | undefined {
  return Object.entries(families).find(([, words]) => words.test(code))?.[0];
}
