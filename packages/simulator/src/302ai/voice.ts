import { type ArkFault, faultInWords } from "../ark-form/words.ts";
import { Refusal } from "../reply.ts";
import type { Voice } from "../voice.ts";

/** An error of 302.AI's gateway: nothing has reached a model. */
export function gatewayRefusal(status: number, err_code: number | string, message: string): Refusal {
  return new Refusal(status, () => ({ err_code, message, type: "api_error" }));
}

/** An error of the upstream service, passed on as it is. */
export function passedOn(status: number, { code, message, param, type }: ArkFault): Refusal {
  return new Refusal(status, () => ({ code, message, param, type }));
}

/** 302.AI. Only its answers with status 200 are documented; the rest is what others have published of it. */
export const voice: Voice = {
  requestId: (_, digits) => digits,
  unauthorized: () => gatewayRefusal(401, "-10002", "The API key is not valid"),
  tooLarge: () => new Refusal(413, () => ({ message: "The body of this request is too large", type: "api_error" })),
  faulty: (fault) => passedOn(400, faultInWords(fault)),
  noSuchModel: (id) => gatewayRefusal(503, -10008, `No channel is available for model ${id} at the moment`),
  noSuchPath: () => new Response(null, { status: 404 }),
};
