import type { Reply } from "../reply.ts";
import type { Task } from "./tasks.ts";
import { refusal } from "./voice.ts";

/** The form of answer that has an object in place of a list. */
const KEYED_VERSION = "2026-07-27";

/**
 * The caller's name for a submission.
 *
 * @throws {Refusal} for one of a form that is not allowed.
 */
export function idempotencyKey(headers: Headers): string | undefined {
  const key = headers.get("idempotency-key") ?? undefined;
  if (key === undefined || /^[!-~]{1,191}$/.test(key)) return key;
  throw refusal(400, "The header Idempotency-Key is not valid: it must have 1 to 191 visible ASCII characters");
}

/** The answer to a submission, in the form that it asked for. */
export function acceptance(task: Task, headers: Headers, { replayed }: { readonly replayed: boolean }): Reply {
  const keyed = headers.get("x-apimart-response-version") === KEYED_VERSION;
  const status = keyed ? 202 : 200;
  return {
    status,
    respond: (requestId) =>
      Response.json(keyed ? keyedForm(task, requestId) : plainForm(task), {
        status,
        headers: {
          ...(keyed && { "x-apimart-response-version": KEYED_VERSION }),
          ...(replayed && { "idempotency-replayed": "true" }),
        },
      }),
  };
}

function plainForm({ id }: Task) {
  return { code: 200, data: [{ status: "submitted", task_id: id }] };
}

function keyedForm({ id }: Task, requestId: string) {
  return { code: 202, request_id: requestId, data: { object: "generation.task", id, status: "pending" } };
}
