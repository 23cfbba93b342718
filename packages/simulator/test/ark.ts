import { expect } from "vitest";
import { Caller } from "./ark-form.ts";

export { short, THREE } from "./ark-form.ts";
export { links, simulate } from "./simulate.ts";

export const VOLCENGINE = "https://ark.cn-beijing.volces.com/api/v3";
export const BYTEPLUS = "https://ark.ap-southeast.bytepluses.com/api/v3";
export const MODEL = "doubao-seedream-4-5-251128";

const caller = new Caller("ark", VOLCENGINE, MODEL);
export const { generate, whole, events, allEvents, collect } = caller;

interface ArkRefusal {
  readonly code: string;
  readonly message: string;
  readonly param: string;
  readonly type: string;
}

/** Returns the error of a refusal, in Ark's form with its four keys. */
export function expectRefusal(status: number, body: unknown): ArkRefusal {
  caller.expectBody(status, "application/json", body);
  expect(body).toEqual({
    error: {
      code: expect.any(String),
      message: expect.stringMatching(/\. Request id: \w{20,}$/),
      param: expect.any(String),
      type: expect.any(String),
    },
  });
  return (body as { error: ArkRefusal }).error;
}
