import type { MockResponse } from "../mock-response.ts";
import { refusal } from "./wire.ts";

/** Version of the response that has an object in place of a list. */
const KEYED_VERSION = "2026-07-27";

/**
 * Reads the idempotency key.
 *
 * @throws {Refusal} for a malformed key.
 */
export function idempotencyKey(headers: Headers): string | undefined {
  const key = headers.get("idempotency-key") ?? undefined;
  if (key === undefined || /^[!-~]{1,191}$/.test(key)) return key;
  throw refusal(400, "The header Idempotency-Key is not valid: it must have 1 to 191 visible ASCII characters");
}

/** Accepts a submission, in the version of the response that it asks for. */
export function acceptance(id: string, headers: Headers, { replayed }: { readonly replayed: boolean }): MockResponse {
  const keyed = headers.get("x-apimart-response-version") === KEYED_VERSION;
  const status = keyed ? 202 : 200;
  return {
    status,
    respond: (requestId) =>
      Response.json(keyed ? keyedForm(id, requestId) : plainForm(id), {
        status,
        headers: {
          ...(keyed && { "x-apimart-response-version": KEYED_VERSION }),
          ...(replayed && { "idempotency-replayed": "true" }),
        },
      }),
  };
}

function plainForm(id: string) {
  return { code: 200, data: [{ status: "submitted", task_id: id }] };
}

function keyedForm(id: string, requestId: string) {
  return { code: 202, request_id: requestId, data: { object: "generation.task", id, status: "pending" } };
}
