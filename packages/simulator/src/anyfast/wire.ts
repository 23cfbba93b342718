import { type ArkError, arkIssue } from "../ark-form/errors.ts";
import { arkFormFields } from "../ark-form/fields.ts";
import { Refusal } from "../mock-response.ts";
import type { Json } from "../openapi-document.ts";
import type { Wire } from "../wire.ts";

interface AnyfastError {
  readonly message: string;
  readonly type: string;
  readonly code: Json;
  readonly param?: string;
}

/** Makes a refusal in Anyfast's form. Its message has the request id, as in the gateway's software. */
export function refusal(
  status: number,
  { message, ...rest }: AnyfastError,
  headers?: Readonly<Record<string, string>>,
): Refusal {
  const body = (requestId: string) => ({ error: { message: `${message} (request id: ${requestId})`, ...rest } });
  return new Refusal(status, body, headers);
}

/** Makes a refusal of the upstream service, which the gateway passes on. */
export function passedOn(status: number, { code, message }: ArkError): Refusal {
  return refusal(status, { message, type: "upstream_error", param: "", code });
}

/** Anyfast appears to run new-api, so undocumented parts are as in that software. */
export const wire: Wire = {
  fields: arkFormFields,
  requestId: (now, digits) => `${new Date(now).toISOString().replace(/\D/g, "").slice(0, 14)}${digits.slice(0, 16)}`,
  setHeaders: (response, requestId) => response.headers.set("x-oneapi-request-id", requestId),
  unauthorized: () =>
    refusal(401, { message: "The API key is not valid", type: "authentication_error", code: "invalid_api_key" }),
  tooLarge: () =>
    refusal(413, {
      message: "The body of this request is too large",
      type: "new_api_error",
      param: "",
      code: "read_request_body_failed",
    }),
  invalidRequest(issue) {
    const refused = arkIssue(issue);
    if (issue.kind !== "body") return passedOn(400, refused);
    return refusal(400, { message: refused.message, type: "new_api_error", param: "", code: "invalid_request" });
  },
  noSuchModel: (id) =>
    refusal(503, {
      message: `No channel is available for model ${id}`,
      type: "new_api_error",
      param: "",
      code: "model_not_found",
    }),
  noSuchPath({ method, url }, requestId) {
    const message = `There is nothing at ${method} ${new URL(url).pathname}`;
    return refusal(404, { message, type: "invalid_request_error", param: "", code: "" }).respond(requestId);
  },
};
