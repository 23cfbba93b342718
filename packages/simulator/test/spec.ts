import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { parse } from "yaml";

// The spec itself, not what codegen made of it for the simulator.
const spec = parse(readFileSync(new URL("../../../specs/ark/openapi.yaml", import.meta.url), "utf8"));
const ajv = new Ajv2020({ strict: false, formats: { uri: (text: string) => URL.canParse(text) } });
ajv.addSchema({ $id: "spec", ...spec });

/** The answer of a status, or of `default`, must have the body that the spec gives it. */
export function expectBody(status: number, mediaType: string, body: unknown): void {
  const responses = spec.paths["/images/generations"].post.responses;
  const key = String(status) in responses ? String(status) : "default";
  expect(Object.keys(responses[key].content), `media type of ${status}`).toContain(mediaType);
  const pointer = ["paths", "/images/generations", "post", "responses", key, "content", mediaType, "schema"]
    .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
    .join("/");
  const validate = ajv.compile({ $ref: `spec#/${pointer}` });
  expect(validate(body) ? [] : validate.errors, JSON.stringify(body)).toEqual([]);
}

/** Ark's own envelope, with its four keys. */
export function expectRefusal(
  status: number,
  body: unknown,
): { code: string; message: string; param: string; type: string } {
  expectBody(status, "application/json", body);
  expect(body).toEqual({
    error: {
      code: expect.any(String),
      message: expect.stringMatching(/\. Request id: \w{20,}$/),
      param: expect.any(String),
      type: expect.any(String),
    },
  });
  return (body as { error: { code: string; message: string; param: string; type: string } }).error;
}
