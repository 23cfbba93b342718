import {
  asList,
  asObject,
  asStrings,
  equal,
  isObject,
  type Json,
  type JsonObject,
  valueAt,
} from "@seedream-clients/codegen/src/json.ts";
import type { Comparison } from "./comparison.ts";
import { MODEL_FIELDS } from "./model-fields.ts";
import type { RuleName } from "./rules.ts";
import { namesOf, quote } from "./words.ts";

const SECTION = "x-seedream-models";
const COMPARED = new Set(["name", "status", "ids", "editIds", "prices", ...MODEL_FIELDS.map(({ path }) => path[0])]);

/** Reports added, removed and changed models. */
export function compareModels(comparison: Comparison): void {
  const [before, after] = [asObject(comparison.before[SECTION]), asObject(comparison.after[SECTION])];
  if (before.default !== undefined && after.default !== undefined && before.default !== after.default)
    comparison.report("default-model-changed", {
      place: "",
      before: quote(before.default),
      after: quote(after.default),
    });
  const [were, are] = [rowsOf(before), rowsOf(after)];
  for (const name of were.keys()) if (!are.has(name)) comparison.report("model-removed", { place: quote(name) });
  for (const [name, is] of are) {
    const was = were.get(name);
    if (was) compareRows(comparison, was, is, quote(name));
    else comparison.report("model-added", { place: quote(name) });
  }
}

function rowsOf({ models }: JsonObject): Map<string, JsonObject> {
  return new Map(
    asList(models)
      .filter(isObject)
      .map((row) => [String(row.name), row]),
  );
}

function compareRows(comparison: Comparison, before: JsonObject, after: JsonObject, place: string): void {
  const rule = statusRule(before.status, after.status);
  if (rule) comparison.report(rule, { place });
  compareIds(comparison, before, after, place);
  for (const { path, words, compare } of MODEL_FIELDS) {
    const [was, is] = [valueAt(before, path), valueAt(after, path)];
    if (was === undefined || is === undefined) continue;
    for (const { rule, ...facts } of compare(was, is, words)) comparison.report(rule, { place, ...facts });
  }
  compareOptional(comparison, before, after, place);
  compareTiers(comparison, asObject(before.size).tiers, asObject(after.size).tiers, place);
  compareOthers(comparison, before, after, place);
  if (!equal(before.prices, after.prices))
    comparison.report("model-price-changed", { place, before: prices(before.prices), after: prices(after.prices) });
}

function statusRule(before: Json | undefined, after: Json | undefined): RuleName | undefined {
  if (before === after) return undefined;
  if (after === "retired") return "model-retired";
  return before === "active" ? "model-retiring" : "model-revived";
}

function compareIds(comparison: Comparison, before: JsonObject, after: JsonObject, place: string): void {
  compareKnownIds(comparison, asObject(before.ids), asObject(after.ids), place);
  compareSentIds(comparison, asObject(before.ids), asObject(after.ids), place);
  if (before.editIds === undefined && after.editIds === undefined) return;
  const editing = `${place} with references`;
  compareKnownIds(comparison, asObject(before.editIds), asObject(after.editIds), editing);
  // Without ids for editing, `ids` are sent with references too.
  compareSentIds(comparison, asObject(before.editIds ?? before.ids), asObject(after.editIds ?? after.ids), editing);
}

function compareKnownIds(comparison: Comparison, before: JsonObject, after: JsonObject, place: string): void {
  for (const region of namesOf(before, after)) {
    const [were, are] = [asStrings(before[region]), asStrings(after[region])];
    for (const id of were.filter((item) => !are.includes(item)))
      comparison.report("model-id-removed", { place, value: `${quote(id)}${inRegion(region)}` });
    for (const id of are.filter((item) => !were.includes(item)))
      comparison.report("model-id-added", { place, value: `${quote(id)}${inRegion(region)}` });
  }
}

function compareSentIds(comparison: Comparison, before: JsonObject, after: JsonObject, place: string): void {
  for (const region of namesOf(before, after)) {
    const [[was], [is]] = [asStrings(before[region]), asStrings(after[region])];
    if (was !== undefined && is !== undefined && was !== is)
      comparison.report("model-id-sent", { place, before: quote(was), after: `${quote(is)}${inRegion(region)}` });
  }
}

function inRegion(region: string): string {
  return region === "*" ? "" : ` in ${region}`;
}

/** Compares optional keys that only one of the two rows has. `MODEL_FIELDS` compare the keys of both rows. */
function compareOptional(comparison: Comparison, before: JsonObject, after: JsonObject, place: string): void {
  if ((before.layers === undefined) !== (after.layers === undefined)) {
    const rule = after.layers === undefined ? "model-lost" : "model-gained";
    comparison.report(rule, { place, value: "a decomposition into layers" });
  }
  if ((before.native === undefined) === (after.native === undefined)) return;
  // Without a list, any field passes.
  const rule = after.native === undefined ? "model-limit-widened" : "model-limit-narrowed";
  const [was, is] = [nativeFields(before.native), nativeFields(after.native)];
  comparison.report(rule, { place, value: quote("native"), before: was, after: is });
}

function nativeFields(value: Json | undefined): string {
  return value === undefined ? "any field" : asStrings(value).map(quote).join(", ") || "no field";
}

function compareTiers(comparison: Comparison, before: Json | undefined, after: Json | undefined, place: string): void {
  const [were, are] = [asObject(before), asObject(after)];
  for (const tier of namesOf(were, are)) {
    const value = `the size ${quote(tier)}`;
    if (!Object.hasOwn(are, tier)) comparison.report("model-lost", { place, value });
    else if (!Object.hasOwn(were, tier)) comparison.report("model-gained", { place, value });
    else compareTier(comparison, asObject(were[tier]), asObject(are[tier]), place, value);
  }
}

function compareTier(comparison: Comparison, before: JsonObject, after: JsonObject, place: string, tier: string): void {
  for (const aspectRatio of namesOf(before, after)) {
    const [was, is] = [before[aspectRatio], after[aspectRatio]];
    const value = `${tier} at ${aspectRatio}`;
    if (was === is) continue;
    if (is === undefined) comparison.report("model-lost", { place, value });
    else if (was === undefined) comparison.report("model-gained", { place, value });
    else comparison.report("model-corrected", { place, value, before: quote(was), after: quote(is) });
  }
}

function compareOthers(comparison: Comparison, before: JsonObject, after: JsonObject, place: string): void {
  for (const key of namesOf(before, after)) {
    const [was, is] = [before[key], after[key]];
    if (COMPARED.has(key) || equal(was, is)) continue;
    if (key === "x-provenance") comparison.report("provenance-changed", { place });
    else comparison.report("note-changed", { place, value: quote(key) });
  }
}

function prices(value: Json | undefined): string {
  const rows = asList(value).filter(isObject);
  if (rows.length === 0) return "unknown";
  return rows.map(price).join(", ");
}

function price({ image, currency, region, reference, freeReferences, unlisted, upToPixels, asOf }: JsonObject): string {
  const marks = [
    region === null || region === undefined ? [] : [`in ${region}`],
    upToPixels === null || upToPixels === undefined ? [] : [`up to ${upToPixels} pixels`],
    reference === undefined ? [] : [`${reference} a reference`],
    freeReferences === undefined ? [] : [`${freeReferences} of them free`],
    unlisted === undefined ? [] : [`without ${asList(unlisted).join(" and ")}`],
    [`as of ${asOf}`],
  ];
  return `${image} ${currency} (${marks.flat().join(", ")})`;
}
