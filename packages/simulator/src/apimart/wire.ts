import type { Issue } from "../issue.ts";
import { Refusal } from "../mock-response.ts";
import type { JsonObject } from "../openapi-document.ts";
import type { Wire } from "../wire.ts";

const TYPES: Readonly<Record<number, string>> = {
  401: "authentication_error",
  402: "payment_required",
  403: "permission_error",
  429: "rate_limit_error",
  500: "server_error",
};

/** Makes a refusal in APIMart's form. `code` defaults to the status. */
export function refusal(
  status: number,
  message: string,
  { headers, ...more }: { readonly headers?: Readonly<Record<string, string>>; readonly code?: string } = {},
): Refusal {
  const error: JsonObject = { code: status, message, type: TYPES[status] ?? "invalid_request_error", ...more };
  return new Refusal(status, () => ({ error }), headers);
}

/** APIMart. */
export const wire: Wire = {
  fields: { model: "model", prompt: "prompt", references: "image_urls" },
  requestId: (_, digits) => `req_${digits.slice(0, 26).toUpperCase()}`,
  unauthorized({ headers }) {
    if (headers.get("authorization")) return refusal(401, "Authentication failed; check the API key");
    // Measured: the response to a missing key has no code.
    const error = { message: "An API key is needed for this address", type: "apimart_error" };
    return new Refusal(401, () => ({ error }));
  },
  tooLarge: () => refusal(413, "The body of this request is too large"),
  invalidRequest: (issue) => refusal(400, wording(issue)),
  noSuchModel: (id) => refusal(400, `There is no model ${id}`),
  noSuchPath: ({ method, url }, requestId) =>
    refusal(404, `There is nothing at ${method} ${new URL(url).pathname}`).respond(requestId),
};

function wording({ kind, field, rule }: Issue): string {
  if (kind === "body") return `The body of this request is not valid: ${rule}`;
  if (kind === "missing") return `The field ${field} is missing`;
  return `The field ${field} is not valid: ${rule}`;
}
