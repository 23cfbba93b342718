import { type ArkError, faultInWords } from "../ark-form/words.ts";
import type { Json } from "../openapi-document.ts";
import { Refusal } from "../reply.ts";
import type { Voice } from "../voice.ts";

interface AnyfastError {
  readonly message: string;
  readonly type: string;
  readonly code: Json;
  readonly param?: string;
}

/** A refusal in Anyfast's envelope, whose message names the request as the gateway's software has it. */
export function refusal(
  status: number,
  { message, ...rest }: AnyfastError,
  headers?: Readonly<Record<string, string>>,
): Refusal {
  const error = (requestId: string) => ({ message: `${message} (request id: ${requestId})`, ...rest });
  return new Refusal(status, error, headers);
}

/** A refusal by the upstream service, passed on in its own words. */
export function passedOn(status: number, { code, message }: ArkError): Refusal {
  return refusal(status, { message, type: "upstream_error", param: "", code });
}

/** Anyfast, which appears to run new-api: what its own pages do not say is that software's. */
export const voice: Voice = {
  requestId: (now, digits) => `${new Date(now).toISOString().replace(/\D/g, "").slice(0, 14)}${digits.slice(0, 16)}`,
  sign: (response, requestId) => response.headers.set("x-oneapi-request-id", requestId),
  unauthorized: () =>
    refusal(401, { message: "The API key is not valid", type: "authentication_error", code: "invalid_api_key" }),
  tooLarge: () =>
    refusal(413, {
      message: "The body of this request is too large",
      type: "new_api_error",
      param: "",
      code: "read_request_body_failed",
    }),
  faulty(fault) {
    const words = faultInWords(fault);
    if (fault.kind !== "body") return passedOn(400, words);
    return refusal(400, { message: words.message, type: "new_api_error", param: "", code: "invalid_request" });
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
