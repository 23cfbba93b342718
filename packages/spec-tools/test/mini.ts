import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { expect } from "vitest";
import { parse } from "yaml";
import type { Direction } from "../src/change.ts";
import { parseDocument } from "../src/specs.ts";

/** The spec that the tests start from. */
export const MINI = readFileSync(join(import.meta.dirname, "fixtures", "mini.yaml"), "utf8");

/** A text with one part of it, which must stand there once, changed. */
export function edited(text: string, from: string, to: string): string {
  expect(text.split(from).length, `${from} stands once in the text`).toBe(2);
  return text.replace(from, () => to);
}

export function documentOf(text: string): JsonObject {
  return parseDocument("mini", "specs/mini/openapi.yaml", text);
}

/** A document in which `Thing` is the body of a request or of an answer; the schemas are YAML. */
export function documentWith(thing: string, direction: Direction, others = ""): JsonObject {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } };
  const operation: JsonObject =
    direction === "request"
      ? { requestBody: { content }, responses: {} }
      : { responses: { "200": { description: "Done.", content } } };
  const schemas = { Thing: yaml(thing), ...(yaml(others || "{}") as JsonObject) };
  return { openapi: "3.1.0", paths: { "/things": { post: operation } }, components: { schemas } };
}

function yaml(text: string): Json {
  return parse(text);
}
