import { asObject, equal, isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { compareAnnotations } from "./annotations.ts";
import { type Difference, withoutRepeated } from "./change.ts";
import { Comparison } from "./comparison.ts";
import { compareModels } from "./diff-models.ts";
import { compareOperations } from "./diff-operations.ts";
import { compareParts } from "./diff-parts.ts";
import { compareServers } from "./diff-servers.ts";
import { Place } from "./place.ts";
import type { RuleName } from "./rules.ts";
import { namesOf, quote } from "./words.ts";

const PROVIDER = "x-seedream-provider";
const RULE_OF_FACT: Readonly<Record<string, RuleName>> = { key: "key-variable-changed", create: "factory-renamed" };

// Other keys are only reported as changed. Every change increases `info.version`, so it is not compared.
const COMPARED = new Set(["info", "servers", "paths", "components", "security", PROVIDER, "x-seedream-models"]);

/** Returns all differences between two versions of a document. */
export function diffDocuments(before: JsonObject, after: JsonObject): Difference[] {
  const comparison = new Comparison(before, after);
  compareInfo(comparison);
  compareProvider(comparison);
  compareServers(comparison);
  compareSecurity(comparison);
  compareOperations(comparison);
  compareTypeNames(comparison);
  compareModels(comparison);
  compareOthers(comparison);
  return withoutRepeated(comparison.differences);
}

function compareInfo(comparison: Comparison): void {
  const { description: was, version: _was, ...before } = asObject(comparison.before.info);
  const { description: is, version: _is, ...after } = asObject(comparison.after.info);
  if (!equal(was, is)) comparison.report("description-changed", { place: "the API" });
  for (const key of namesOf(before, after))
    if (!equal(before[key], after[key])) comparison.report("info-changed", { place: quote(`info.${key}`) });
}

function compareProvider(comparison: Comparison): void {
  const [before, after] = [comparison.before[PROVIDER], comparison.after[PROVIDER]];
  // The provider's own document does not describe our client.
  if (!isObject(before) || !isObject(after)) return;
  for (const key of namesOf(before, after)) {
    const [was, is] = [before[key], after[key]];
    const facts = { place: "the API", value: quote(`${PROVIDER}.${key}`), before: quote(was), after: quote(is) };
    if (!equal(was, is)) comparison.report(RULE_OF_FACT[key] ?? "note-changed", facts);
  }
}

function compareSecurity(comparison: Comparison): void {
  const { before, after } = comparison;
  const [were, are] = [schemesOf(before), schemesOf(after)];
  if (!equal(before.security ?? [], after.security ?? []) || !equal(essence(were), essence(are)))
    comparison.report("security-changed", { place: "the API" });
  for (const [name, scheme] of Object.entries(are))
    compareAnnotations(
      comparison,
      asObject(were[name] ?? scheme),
      asObject(scheme),
      Place.of(`the key ${quote(name)}`),
    );
}

function schemesOf({ components }: JsonObject): JsonObject {
  return asObject(asObject(components).securitySchemes);
}

function essence(schemes: JsonObject): Json {
  return Object.entries(schemes).map(([name, scheme]) => [name, withoutTexts(scheme)]);
}

function withoutTexts(scheme: Json): Json {
  if (!isObject(scheme)) return scheme;
  return Object.fromEntries(Object.entries(scheme).filter(([key]) => key !== "description" && !key.startsWith("x-")));
}

// Users refer to the names: `components["schemas"]["ImageRequest"]`.
function compareTypeNames(comparison: Comparison): void {
  const [before, after] = [comparison.before, comparison.after].map(({ components }) => asObject(components).schemas);
  const placeOf = (name: string) => Place.of(`the type ${quote(name)}`, ["components", "schemas", name]);
  // The operations that use the types compare the types themselves.
  compareParts(comparison, [before, after], placeOf, () => undefined);
}

function compareOthers(comparison: Comparison): void {
  const { before, after } = comparison;
  for (const key of namesOf(before, after))
    if (!COMPARED.has(key) && !equal(before[key], after[key])) {
      const rule = key === "externalDocs" ? "description-changed" : "note-changed";
      comparison.report(rule, { place: "the API", value: quote(key) });
    }
}
