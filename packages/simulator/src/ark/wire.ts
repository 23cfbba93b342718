import { arkIssue } from "../ark-form/errors.ts";
import { arkFormFields } from "../ark-form/fields.ts";
import { Refusal } from "../mock-response.ts";
import type { Wire } from "../wire.ts";

const TYPES: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  429: "TooManyRequests",
  500: "InternalServerError",
};

/** Makes a refusal in Ark's form. Its message has the request id. */
export function refusal(
  status: number,
  code: string,
  message: string,
  { param = "", type = TYPES[status] ?? "", headers = {} }: RefusalFields = {},
): Refusal {
  const body = (requestId: string) => ({
    error: { code, message: `${message}. Request id: ${requestId}`, param, type },
  });
  return new Refusal(status, body, headers);
}

interface RefusalFields {
  readonly param?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Volcengine Ark and BytePlus ModelArk. */
export const wire: Wire = {
  fields: arkFormFields,
  requestId: (now, digits) => `02${now}${digits}`,
  setHeaders(response, requestId, request) {
    response.headers.set("x-request-id", requestId);
    const clientRequestId = request.headers.get("x-client-request-id");
    if (clientRequestId) response.headers.set("x-client-request-id", clientRequestId);
  },
  unauthorized: () =>
    refusal(401, "AuthenticationError", "The API key or AK/SK of this request is missing or not valid", {
      headers: { "x-error-code": "AuthN_MissOrInvalidAuthorizationHeader" },
    }),
  tooLarge: () => refusal(413, "InvalidParameter", "The body of this request is too large"),
  invalidRequest(issue) {
    const { code, message, param, type } = arkIssue(issue);
    return refusal(400, code, message, { param, type });
  },
  noSuchModel: (id) =>
    refusal(
      404,
      "InvalidEndpointOrModel.NotFound",
      `The model or endpoint ${id} does not exist, or you have no access to it`,
    ),
  noSuchPath: () => new Response(null, { status: 404 }),
};
