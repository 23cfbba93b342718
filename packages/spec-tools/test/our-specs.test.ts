import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { diffDocuments } from "../src/diff-document.ts";
import { parseDocument } from "../src/specs.ts";

const SPECS = join(import.meta.dirname, "..", "..", "..", "specs");
const providers = readdirSync(SPECS).filter((name) => existsSync(join(SPECS, name, "openapi.yaml")));

test.each(providers)("%s has no difference to itself", (provider) => {
  const text = readFileSync(join(SPECS, provider, "openapi.yaml"), "utf8");
  const document = parseDocument(provider, "openapi.yaml", text);
  expect(diffDocuments(document, structuredClone(document))).toEqual([]);
});
