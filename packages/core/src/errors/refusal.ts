import { isObject, type JsonObject, number, object, parseJson, text } from "../response/json.ts";
import { ruleFor } from "./rules.ts";

/** A refusing response, event or poll, as far as it could be read. */
export interface Refusal {
  /** HTTP status, or the status that a refusal in the body of a 200 stands for. */
  readonly status: number;
  readonly code?: string | undefined;
  /** Class of the error, as the provider names it beside its code. */
  readonly type?: string | undefined;
  /** The provider's explanation. */
  readonly reason?: string | undefined;
  /** In ms; `undefined` if Retry-After is missing or cannot be read. */
  readonly retryAfter?: number | undefined;
  /** Decoded and redacted. */
  readonly raw?: unknown;
  readonly requestId?: string | undefined;
}

/** Facts of a refusal that are not in its body. */
export type RefusalContext = Pick<Refusal, "status" | "retryAfter" | "requestId">;

/** Most characters of an explanation in plain text. */
const longestText = 300;

/** Most characters of an explanation outside of `raw`: searching a longer one would block the process. */
const longestReason = 4000;

/** Most levels of wrapping that are read: gateways put the response of another into their message. */
const deepestWrapping = 3;

/** Reads code and explanation from the body of a refusal, wherever gateways put them. */
export function readRefusal(raw: unknown, context: RefusalContext): Refusal {
  const { status, retryAfter, requestId } = context;
  const { code, type, reason: whole } = readExplanation(raw, context, 0);
  const reason = whole?.slice(0, longestReason);
  return { status, code: code ?? type, type, reason, retryAfter, raw, requestId: requestId ?? quotedId(reason) };
}

interface Explanation {
  readonly code?: string | undefined;
  readonly type?: string | undefined;
  readonly reason?: string | undefined;
}

function readExplanation(raw: unknown, context: RefusalContext, depth: number): Explanation {
  if (typeof raw === "string") return readText(raw);
  const envelope = object(raw);
  const body = bodyOf(envelope);
  const code = body.code ?? body.err_code ?? body.Code;
  const own = {
    code: text(code) ?? number(code)?.toString(),
    type: text(body.type) ?? text(object(firstListed(envelope)).type),
    reason: messageOf(body, envelope),
  };
  const inner = depth < deepestWrapping ? jsonIn(own.reason) : undefined;
  if (!isObject(inner)) return own;
  const wrapped = readExplanation(inner, context, depth + 1);
  const reason = wrapped.reason ?? own.reason;
  // The upstream's explanation is better than the gateway's. But a message may quote the prompt, so a code within it
  // must not turn an unknown outcome into a certain one.
  if (!isRefused(own, context)) return { ...own, reason };
  // A numeric code has no more meaning than a status.
  const isNamed = wrapped.code !== undefined && !/^\d+$/.test(wrapped.code);
  return {
    code: isNamed ? wrapped.code : (own.code ?? wrapped.code),
    type: wrapped.type ?? own.type,
    reason,
  };
}

/** Whether the response itself, without a wrapped one, proves that nothing was accepted. */
function isRefused({ code, type }: Explanation, { status, retryAfter }: RefusalContext): boolean {
  const { charged } = ruleFor({ status, code: code ?? type, type, retryAfter });
  return status >= 400 && charged === "no";
}

/** Finds the object with the explanation: the error in an envelope, the first of several, or the envelope itself. */
function bodyOf(envelope: JsonObject): JsonObject {
  const { error, errors, ResponseMetadata } = envelope;
  const listed: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return [error, listed, object(ResponseMetadata).Error].find(isObject) ?? envelope;
}

/** Finds the first listed error: FastAPI lists errors under `detail`, others under `errors`. */
function firstListed({ errors, detail }: JsonObject): unknown {
  return [detail, errors].find(Array.isArray)?.[0];
}

function messageOf(body: JsonObject, envelope: JsonObject): string | undefined {
  const { message, msg, error_msg, Message, fail_reason } = body;
  const { error, detail } = envelope;
  const first = firstListed(envelope);
  const listed = [first, object(first).msg, object(first).message];
  return text([message, msg, error_msg, Message, fail_reason, body.detail, detail, error, ...listed].find(text));
}

/** Reads an explanation that is not JSON: plain text, or the title of a web page. */
function readText(raw: string): Explanation {
  const title = /<(?:title|h1)[^<>]*>([^<]*)</i.exec(raw)?.[1]?.trim();
  if (title) return { reason: `a web page, "${title.slice(0, longestText)}"` };
  const plain = raw.trim();
  return { reason: plain && !plain.startsWith("<") ? plain.slice(0, longestText) : undefined };
}

/** Finds a JSON object inside a message. */
function jsonIn(message = ""): unknown {
  const start = message.indexOf("{");
  // Checked first, because every response comes here and a failing `JSON.parse()` is slow.
  return start < 0 ? undefined : parseJson(message.slice(start, message.lastIndexOf("}") + 1));
}

/** Ids that providers quote: `Request id: 0217…`, `(request id: 2026…)`, `trace_id=…`. */
const quotedIds = /[\s,]{0,2}\p{Ps}?\b(request|trace|log)[ _-]?id\b\W{0,3}[\w-]*\d[\w-]*\p{Pe}?\.?/giu;

/** Removes ids from an explanation: the error has them as fields. */
export function withoutIds(reason = ""): string | undefined {
  return reason.replace(quotedIds, "").trim() || undefined;
}

/** Finds the request id that some providers quote in their explanation. */
function quotedId(reason = ""): string | undefined {
  return /request id:?\s*([\w-]+)/i.exec(reason)?.[1];
}
