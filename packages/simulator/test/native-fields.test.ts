import { expect, it } from "vitest";
import { document } from "../src/generated/ark.ts";
import { nativeIssue } from "../src/native-fields.ts";
import type { OpenApiDocument } from "../src/openapi-document.ts";

const [row] = document["x-seedream-models"].models;
if (!row) throw new Error("the spec of Ark has no models");
const one = { ...row, native: ["webhook"] };
const other = { ...row, native: ["webhook", "enhance_prompt"] };
const provider: OpenApiDocument = { ...document, "x-seedream-models": { default: row.name, models: [one, other] } };

it.each([
  [{ enhance_prompt: true }, "enhance_prompt"],
  [{ input: { prompt: "A kite", enhance_prompt: true } }, "input.enhance_prompt"],
  [{ input: { options: { enhance_prompt: true } } }, "input.options.enhance_prompt"],
])("refuses a field of another model, also inside an object of the body: %j", (request, field) => {
  expect(nativeIssue(request, one, provider)).toMatchObject({ kind: "unsupported", field });
  expect(nativeIssue(request, other, provider)).toBeUndefined();
});

it("accepts fields that the model lists, and those that no model lists", () => {
  expect(
    nativeIssue({ webhook: "https://example.com", input: { other: [{ enhance_prompt: 1 }] } }, one, provider),
  ).toBe(undefined);
});
