import { expect, test } from "vitest";
import { MINI, Workspace } from "./workspace.ts";

/** Returns the mini spec with other paths, in which the request body nests the fields of the image. */
function jobs(paths: string): string {
  const start = MINI.indexOf("paths:");
  const end = MINI.indexOf("components:");
  // Replaces the native fields and removes the seed, because they belong to the replaced body.
  const rest = MINI.slice(end)
    .replace("native: [strength, tools]", "native: [callBackUrl]")
    .replace("seed: [-1, 2147483647]", "seed: null");
  return `${MINI.slice(0, start)}${paths}${rest}`;
}

const BODY = `content:
          application/json:
            schema:
              type: object
              required: [model, input]
              properties:
                model: { $ref: "#/components/schemas/Model" }
                callBackUrl: { type: string }
                input:
                  type: object
                  required: [prompt]
                  properties:
                    prompt: { type: string }
                    image_urls: { type: array, maxItems: 10, items: { type: string } }
                    quality: { type: string, enum: [basic, high] }`;

const OPERATION = `      operationId: createTask
      x-seedream-operation: generate
      requestBody:
        ${BODY}
      responses: { "200": { description: The task. } }
`;

const RULES = `export const fields: FieldRules = {
  model: { types: ["string"], required: true },
  callBackUrl: { types: ["string"] },
  input: {
    types: ["object"],
    required: true,
    fields: {
      prompt: { types: ["string"], required: true },
      image_urls: { types: ["array"], range: [0, 10], items: { types: ["string"] } },
      quality: { types: ["string"], oneOf: ["basic", "high"] },
    },
  },
};
`;

test.each([
  ["an operation of any path", `paths:\n  /api/v1/jobs/createTask:\n    post:\n${OPERATION}`],
  ["an operation of any method", `paths:\n  /images:\n    put:\n${OPERATION}`],
  [
    "the marked operation of several",
    `paths:
  /images/generations:
    post:
      operationId: old
      requestBody: { content: { application/json: { schema: { type: object, properties: { n: { type: integer } } } } } }
      responses: { "200": { description: The images. } }
  /jobs:
    post:
${OPERATION}`,
  ],
])("takes the field rules from the body of %s", async (_, paths) => {
  const workspace = new Workspace({ mini: jobs(paths) });
  expect(await workspace.run()).toMatchObject({ code: 0, err: [] });
  expect(workspace.read("packages/mini/src/generated/validate.ts")).toContain(RULES);
});

const IN_FIELD = jobs(`paths:\n  /predictions:\n    post:\n${OPERATION.replace("model:", "version:")}`);
const IN_PATH = jobs(`paths:
  /{endpoint}:
    parameters:
      - { name: endpoint, in: path, required: true, schema: { $ref: "#/components/schemas/Model" } }
    post:
${OPERATION.replace(/ +model: .*\n/, "")}`);

test.each([
  ["another field", IN_FIELD],
  ["a path parameter", IN_PATH],
])("accepts ids that %s lists, where the body has no model", async (_, spec) => {
  const workspace = new Workspace({ mini: spec.replace("[model, input]", "[input]") });
  expect(await workspace.run()).toMatchObject({ code: 0, err: [] });
});

test("refuses ids that neither a field nor a path parameter lists", async () => {
  const workspace = new Workspace({ mini: IN_PATH.replace("in: path, required: true", "in: query") });
  const { code, err } = await workspace.run();
  expect(code).toBe(1);
  expect(err.join("\n")).toContain("without a `model`, under another field or a path parameter");
});

test("accepts native fields inside an object of the body, by their name alone", async () => {
  const nested = jobs(`paths:\n  /jobs:\n    post:\n${OPERATION}`).replace(
    "native: [callBackUrl]",
    "native: [quality]",
  );
  expect(await new Workspace({ mini: nested }).run()).toMatchObject({ code: 0, err: [] });
});
