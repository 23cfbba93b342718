import type { Fault } from "../fault.ts";
import type { JsonObject } from "../openapi-document.ts";
import { Refusal } from "../reply.ts";
import type { Voice } from "../voice.ts";

const TYPES: Readonly<Record<number, string>> = {
  401: "authentication_error",
  402: "payment_required",
  403: "permission_error",
  429: "rate_limit_error",
  500: "server_error",
};

/** A refusal in APIMart's envelope, whose code is the status once more unless there is a name for it. */
export function refusal(
  status: number,
  message: string,
  { headers, ...more }: { readonly headers?: Readonly<Record<string, string>>; readonly code?: string } = {},
): Refusal {
  const error: JsonObject = { code: status, message, type: TYPES[status] ?? "invalid_request_error", ...more };
  return new Refusal(status, () => error, headers);
}

/** APIMart. */
export const voice: Voice = {
  requestId: (_, digits) => `req_${digits.slice(0, 26).toUpperCase()}`,
  unauthorized({ headers }) {
    if (headers.get("authorization")) return refusal(401, "Authentication failed; check the API key");
    // Measured: the answer to no key at all is of another kind, without a code.
    return new Refusal(401, () => ({ message: "An API key is needed for this address", type: "apimart_error" }));
  },
  tooLarge: () => refusal(413, "The body of this request is too large"),
  faulty: (fault) => refusal(400, wording(fault)),
  noSuchModel: (id) => refusal(400, `There is no model ${id}`),
  noSuchPath: ({ method, url }, requestId) =>
    refusal(404, `There is nothing at ${method} ${new URL(url).pathname}`).respond(requestId),
};

function wording({ kind, field, rule }: Fault): string {
  if (kind === "body") return `The body of this request is not valid: ${rule}`;
  if (kind === "missing") return `The field ${field} is missing`;
  return `The field ${field} is not valid: ${rule}`;
}
