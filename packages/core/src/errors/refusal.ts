import { isObject, number, object, text } from "../response/json.ts";

/** A response, an event or a poll that refuses, as far as it could be read. */
export interface Refusal {
  /** HTTP status, or the status that the body of a 200 stands for. */
  readonly status: number;
  readonly code?: string | undefined;
  /** Class of the error, as the provider names it beside its code. */
  readonly type?: string | undefined;
  /** The provider's explanation. */
  readonly reason?: string | undefined;
  /** In ms; `undefined` without a Retry-After, or with one that cannot be read. */
  readonly retryAfter?: number | undefined;
  /** Decoded and redacted. */
  readonly raw?: unknown;
  readonly requestId?: string | undefined;
}

/** Facts of a refusal that are not in its body. */
export type RefusalContext = Pick<Refusal, "status" | "retryAfter" | "requestId">;

/** Finds code and explanation in the body of a refusal. */
export function readRefusal(raw: unknown, { status, retryAfter, requestId }: RefusalContext): Refusal {
  const envelope = object(raw);
  const body = isObject(envelope.error) ? envelope.error : envelope;
  const code = body.code ?? body.err_code;
  const type = text(body.type);
  const reason = text(body.message) ?? text(envelope.error);
  return {
    status,
    code: text(code) ?? number(code)?.toString() ?? type,
    type,
    reason,
    retryAfter,
    raw,
    requestId: requestId ?? quotedId(reason),
  };
}

/** Finds the request id that some providers quote in their explanations. */
function quotedId(reason = ""): string | undefined {
  return /request id:?\s*([\w-]+)/i.exec(reason)?.[1];
}
