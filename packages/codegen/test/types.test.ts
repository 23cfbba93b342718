import { beforeAll, expect, test } from "vitest";
import { GeneratedProgram } from "./program.ts";

const BEGINNING = `import type { components } from "../packages/mini/src/generated/api.ts";
type Request = components["schemas"]["ImageRequest"];
`;

const program = new GeneratedProgram();

beforeAll(() => program.generate());

test("generates files that satisfy the types of core", () => {
  expect(program.check("packages/mini/src/generated/api.ts")).toEqual([]);
  expect(program.check("packages/mini/src/generated/models.ts")).toEqual([]);
  expect(program.check("packages/mini/src/generated/validate.ts")).toEqual([]);
});

test("generates a document that satisfies the type of the simulator", () => {
  program.check(
    "packages/simulator/src/openapi-document.ts",
    `import type { ModelSpec } from "@seedream-clients/core";
export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string };
  servers: readonly { url: string; "x-region"?: string }[];
  paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  components?: unknown;
  "x-seedream-models": { default: string; models: readonly ModelSpec[] };
}
`,
  );
  expect(program.check("packages/simulator/src/generated/mini.ts")).toEqual([]);
});

test("keeps a field with a default optional", () => {
  const request = 'export const request: Request = { model: "mini-1-0", prompt: "A hat" };\n';
  expect(program.check("test/optional.ts", BEGINNING + request)).toEqual([]);
});

test("accepts any string for an open schema, and only listed strings for a closed one", () => {
  const start = 'export const request: Request = { model: "mini-9-9", prompt: "", size: "8K",';
  expect(program.check("test/open.ts", `${BEGINNING}${start} tools: ["x"] };\n`)).toEqual([]);
  expect(program.check("test/closed.ts", `${BEGINNING}${start} response_format: "file" };\n`)).toEqual([
    `Type '"file"' is not assignable to type '"url" | "b64_json"'.`,
  ]);
  expect(program.check("test/number.ts", `${BEGINNING}export const size: Request["size"] = 2;\n`)).toHaveLength(1);
});

test("completes the known values of an open string in every position", () => {
  const suggestions = (name: string, fields: string) =>
    program.suggestions(`test/${name}.ts`, `${BEGINNING}export const request: Request = { ${fields} };\n`);
  expect(suggestions("size", 'size: "|"')).toEqual(["1K", "2K"]);
  expect(suggestions("model", 'model: "|"')).toEqual(["mini-1-0", "mini-intl-1-0", "mini-1-0-i2i", "mini-edit-1-0"]);
  expect(suggestions("tools", 'tools: ["|"]')).toEqual(["web_search"]);
});
