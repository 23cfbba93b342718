import { faultInWords } from "../ark-form/words.ts";
import { Refusal } from "../reply.ts";
import type { Voice } from "../voice.ts";

const TYPES: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  429: "TooManyRequests",
  500: "InternalServerError",
};

/** A refusal in Ark's envelope, whose message names the request. */
export function refusal(
  status: number,
  code: string,
  message: string,
  { param = "", type = TYPES[status] ?? "", headers = {} }: RefusalFields = {},
): Refusal {
  const error = (requestId: string) => ({ code, message: `${message}. Request id: ${requestId}`, param, type });
  return new Refusal(status, error, headers);
}

interface RefusalFields {
  readonly param?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Volcengine Ark and BytePlus ModelArk. */
export const voice: Voice = {
  requestId: (now, digits) => `02${now}${digits}`,
  sign(response, requestId, request) {
    response.headers.set("x-request-id", requestId);
    const clientRequestId = request.headers.get("x-client-request-id");
    if (clientRequestId) response.headers.set("x-client-request-id", clientRequestId);
  },
  unauthorized: () =>
    refusal(401, "AuthenticationError", "The API key or AK/SK of this request is missing or not valid", {
      headers: { "x-error-code": "AuthN_MissOrInvalidAuthorizationHeader" },
    }),
  tooLarge: () => refusal(413, "InvalidParameter", "The body of this request is too large"),
  faulty(fault) {
    const { code, message, param, type } = faultInWords(fault);
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
