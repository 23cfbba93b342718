import { type ArkIssue, arkIssue } from "../ark-form/errors.ts";
import { arkFormFields } from "../ark-form/fields.ts";
import { Refusal } from "../mock-response.ts";
import type { JsonObject } from "../openapi-document.ts";
import type { Wire } from "../wire.ts";

/** Makes a refusal in 302.AI's form. */
export function refusal(status: number, error: JsonObject, headers?: Readonly<Record<string, string>>): Refusal {
  return new Refusal(status, () => ({ error }), headers);
}

/** Makes a refusal of 302.AI's gateway. The request has not reached a model. */
export function gatewayRefusal(status: number, err_code: number | string, message: string): Refusal {
  return refusal(status, { err_code, message, type: "api_error" });
}

/** Makes a refusal of the upstream service, which the gateway passes on unchanged. */
export function passedOn(status: number, { code, message, param, type }: ArkIssue): Refusal {
  return refusal(status, { code, message, param, type });
}

/** 302.AI documents only responses with status 200; the others are as third parties published them. */
export const wire: Wire = {
  fields: arkFormFields,
  requestId: (_, digits) => digits,
  unauthorized: () => gatewayRefusal(401, "-10002", "The API key is not valid"),
  tooLarge: () => refusal(413, { message: "The body of this request is too large", type: "api_error" }),
  invalidRequest: (issue) => passedOn(400, arkIssue(issue)),
  noSuchModel: (id) => gatewayRefusal(503, -10008, `No channel is available for model ${id} at the moment`),
  noSuchPath: () => new Response(null, { status: 404 }),
};
