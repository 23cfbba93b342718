import { readFileSync } from "node:fs";
import { join } from "node:path";
import { apiTypes } from "@seedream-clients/codegen/src/emit-api.ts";
import type { Json, JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { parseSpec } from "@seedream-clients/codegen/src/spec.ts";
import { expect } from "vitest";
import { parse } from "yaml";
import type { Change, Direction } from "../src/change.ts";
import { classify } from "../src/classify.ts";
import { diffDocuments } from "../src/diff-document.ts";

/** The spec that the tests start from. */
export const MINI = readFileSync(join(import.meta.dirname, "fixtures", "mini.yaml"), "utf8");

/** Replaces a part of a text. The part must occur exactly once. */
export function edited(text: string, from: string, to: string): string {
  expect(text.split(from).length, `${from} stands once in the text`).toBe(2);
  return text.replace(from, () => to);
}

export type Pair = readonly [before: JsonObject | string, after: JsonObject | string];

/** Returns the changes of each pair of documents, from one run of the compiler for all pairs. */
export async function changesOf(pairs: readonly Pair[]): Promise<Change[][]> {
  const specOf = (document: JsonObject | string) =>
    parseSpec("mini", "mini.yaml", typeof document === "string" ? document : JSON.stringify(document));
  const versions = pairs.map(async (pair) => {
    const [before, after] = [specOf(pair[0]), specOf(pair[1])];
    const differences = diffDocuments(before.document, after.document);
    return { before: await apiTypes(before), after: await apiTypes(after), differences };
  });
  return classify(await Promise.all(versions));
}

export async function changesBetween(...pair: Pair): Promise<Change[]> {
  return (await changesOf([pair])).flat();
}

/** Returns a document with `Thing` as the body of a request or a response. The schemas are YAML. */
export function documentWith(thing: string, direction: Direction, others = ""): JsonObject {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } };
  const operation: JsonObject =
    direction === "request"
      ? { requestBody: { content }, responses: {} }
      : { responses: { "200": { description: "Done.", content } } };
  const schemas = { Thing: yaml(thing), ...(yaml(others || "{}") as JsonObject) };
  const info = { title: "Things", version: "1.0.0" };
  return { openapi: "3.1.0", info, paths: { "/things": { post: operation } }, components: { schemas } };
}

function yaml(text: string): Json {
  return parse(text);
}
