import { type FieldRule, fieldRules } from "./field-rules.ts";
import type { JsonObject, Path } from "./json.ts";
import { checkEditIds, checkIds, checkKnown } from "./model-ids.ts";
import { checkNative } from "./model-native.ts";
import { DEFAULT_REGION, type ModelRow, type ModelSection, type Range, serversByRegion } from "./model-rows.ts";
import { checkSeeds } from "./model-seed.ts";
import { describe } from "./model-shape.ts";
import type { Problem, Report } from "./problem.ts";
import type { Spec } from "./spec.ts";

// Providers round their recommended sizes to multiples of 8 or 32; typing errors are rarely this small.
const RATIO_TOLERANCE = 0.06;

const SECTION = "x-seedream-models";

/** Finds contradictions within the model section, and between the section and the request schema. */
export function checkLimits(spec: Spec, section: ModelSection, requestSchema: JsonObject): Problem[] {
  const problems: Problem[] = [];
  const { models } = section[SECTION];
  const report: Report = (path, reason, remedy) => {
    problems.push({ file: spec.file, ...spec.at(path), reason: `${describe(spec, path)} ${reason}`, remedy });
  };
  checkDefault(section, report);
  checkServers(section, report);
  checkNames(models, report);
  // Without a request schema there is nothing to compare with, and its own problem is reported.
  const fields = fieldRules(spec.document, requestSchema);
  if (Object.keys(fields).length > 0) {
    checkIds(models, spec.document, requestSchema, report);
    checkKnown(models, spec.document, requestSchema, report);
    checkNative(models, namesOf(fields), report);
    checkSeeds(models, fields, report);
  }
  const regions = Object.keys(serversByRegion(section));
  for (const [index, model] of models.entries()) {
    const reportInRow: Report = (path, ...words) => report([SECTION, "models", index, ...path], ...words);
    checkEditIds(model, reportInRow);
    checkRanges(model, reportInRow);
    checkCounts(model, reportInRow);
    checkTables(model, reportInRow);
    checkDefaultSize(model, reportInRow);
    checkRegions(model, regions, reportInRow);
  }
  return problems;
}

/** Returns the names of a request's fields, nested ones included, because some providers nest the image's fields. */
function namesOf(fields: NonNullable<FieldRule["fields"]>): string[] {
  return Object.entries(fields).flatMap(([name, rule]) => [name, ...namesOf(rule.fields ?? {})]);
}

function checkDefault({ [SECTION]: { default: name, models } }: ModelSection, report: Report): void {
  const model = models.find((row) => row.name === name);
  const path = [SECTION, "default"];
  const others = models.flatMap((row) => (row.status === "active" ? [row.name] : []));
  if (!model) report(path, `is ${name}, which is not listed`, `name one of ${others.join(", ")}`);
  else if (model.status === "retired") report(path, `is ${name}, which is retired`, `name one of ${others.join(", ")}`);
}

function checkServers({ servers }: ModelSection, report: Report): void {
  const seen = new Set<string>();
  for (const [index, server] of servers.entries()) {
    const region = server["x-region"] ?? DEFAULT_REGION;
    if (seen.has(region))
      report(["servers", index], `has the region ${region} of another server`, "give each server another `x-region`");
    seen.add(region);
  }
}

function checkNames(models: readonly ModelRow[], report: Report): void {
  for (const [index, { name }] of models.entries())
    if (models.findIndex((row) => row.name === name) < index)
      report([SECTION, "models", index, "name"], "is the name of another model", "rename or remove one");
}

function checkRanges({ size, references, seed }: ModelRow, report: Report): void {
  const ranges: [Path, Range | null | undefined][] = [
    [["size", "pixels"], size.pixels],
    [["size", "ratio"], size.ratio],
    [["references", "ratio"], references?.ratio],
    [["seed"], seed],
  ];
  for (const [path, range] of ranges)
    if (range && range[0] > range[1]) report(path, `is [${range.join(", ")}]`, "write the minimum first");
}

function checkCounts({ references, group }: ModelRow, report: Report): void {
  if (references && references.max !== null && (references.advised ?? 0) >= references.max)
    report(
      ["references", "advised"],
      `is ${references.advised}; references.max is ${references.max}`,
      "write the lower number that the provider documents, or null for none",
    );
  if (group && (group.total ?? group.max) < group.max)
    report(
      ["group", "total"],
      `is ${group.total}; group.max is ${group.max}, which no request could ask for`,
      "correct one of them: total counts references and images together",
    );
}

function checkTables({ size }: ModelRow, report: Report): void {
  for (const [tier, table] of Object.entries(size.tiers))
    for (const [aspectRatio, entry] of Object.entries(table)) {
      const path = ["size", "tiers", tier, aspectRatio];
      checkSize(entry, size, path, report);
      const expected = divide(aspectRatio, ":");
      const actual = divide(entry, "x");
      if (Math.abs(actual / expected - 1) > RATIO_TOLERANCE)
        report(
          path,
          `is ${entry}, an aspect ratio of ${round(actual)}; ${aspectRatio} is ${round(expected)}`,
          "correct the size, or move it to its own aspect ratio",
        );
    }
}

function checkDefaultSize({ size }: ModelRow, report: Report): void {
  const path = ["size", "default"];
  const tiers = Object.keys(size.tiers);
  const aspectRatios = Object.values(size.tiers).flatMap((table) => Object.keys(table));
  if (size.default === null) return;
  if (size.default.endsWith("K")) {
    if (!tiers.includes(size.default))
      report(
        path,
        `is ${size.default}, which is not a tier of the model`,
        `name one of its tiers (${tiers.join(", ")})`,
      );
  } else if (size.default.includes(":")) {
    if (!aspectRatios.includes(size.default))
      report(path, `is ${size.default}, which is in no table of the model`, "add it to a tier's table");
  } else checkSize(size.default, size, path, report);
}

function checkSize(entry: string, { pixels, ratio }: ModelRow["size"], path: Path, report: Report): void {
  const [width = 0, height = 0] = entry.split("x").map(Number);
  if (pixels && outside(width * height, pixels))
    report(
      path,
      `is ${entry}, ${print(width * height)} pixels; size.pixels is ${pixels.map(print).join(" to ")}`,
      "correct the size or the range",
    );
  if (ratio && outside(width / height, ratio))
    report(
      path,
      `is ${entry}, an aspect ratio of ${round(width / height)}; size.ratio is ${ratio.join(" to ")}`,
      "correct the size or the range",
    );
}

function checkRegions({ ids, editIds = {}, prices }: ModelRow, regions: readonly string[], report: Report): void {
  const remedy = `use a server's region (${regions.join(", ")})`;
  for (const [key, byRegion] of Object.entries({ ids, editIds }))
    for (const region of Object.keys(byRegion))
      if (region !== "*" && !regions.includes(region))
        report([key, region], "is not the region of a server", `${remedy}, or "*" for all`);
  for (const [index, { region }] of prices.entries())
    if (region !== null && !regions.includes(region))
      report(
        ["prices", index, "region"],
        `is ${region}, which is not the region of a server`,
        `${remedy}, or null for all`,
      );
}

function outside(value: number, [least, most]: Range): boolean {
  return value < least || value > most;
}

function divide(pair: string, separator: string): number {
  const [first = 0, second = 1] = pair.split(separator).map(Number);
  return first / second;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Prints a number with separators: 4,624,220. */
function print(value: number): string {
  return value.toLocaleString("en");
}
