import { compile, exportsOf, LANGUAGE } from "@seedream-clients/codegen/src/compile.ts";
import { type Change, type Difference, sortChanges } from "./change.ts";
import { Place } from "./place.ts";
import { changeOf } from "./rules.ts";
import { compareApis } from "./types/compare-apis.ts";
import type { Finding, TypePath } from "./types/finding.ts";

/** The types of two versions of a spec, and the differences between their documents. */
export interface Versions {
  readonly before: string;
  readonly after: string;
  readonly differences: readonly Difference[];
}

/**
 * Decides the level of each difference, in one run of the compiler for all specs. The generated types of both versions
 * decide. If no type shows a difference, its rule decides.
 */
export function classify(versions: readonly Versions[]): Change[][] {
  const texts = versions.flatMap(({ before, after }) => [before, after]);
  const program = compile(new Map(texts.map((text, index) => [fileOf(index), text])), LANGUAGE);
  return versions.map(({ differences }, index) => {
    const [before, after] = [exportsOf(program, fileOf(2 * index)), exportsOf(program, fileOf(2 * index + 1))];
    return withLevels(differences, compareApis(program.getTypeChecker(), before, after));
  });
}

function fileOf(index: number): string {
  return `/${index}.d.ts`;
}

function withLevels(differences: readonly Difference[], findings: readonly Finding[]): Change[] {
  const byPath = Map.groupBy(findings, ({ path }) => keyOf(path));
  const told = new Set<unknown>();
  const changes = differences.map((difference): Change => {
    const { path, aspect, level, unseen } = difference;
    if (level) return { ...difference, level };
    const found = (byPath.get(keyOf(path)) ?? []).filter((finding) => !aspect || finding.aspect === aspect);
    for (const finding of found) told.add(finding).add(partOf(finding));
    return { ...difference, level: found.length > 0 ? levelOf(found) : (unseen ?? "fix") };
  });
  // Every change that the compiler refuses is breaking, whether or not the documents show why.
  const untold = findings.filter(
    (finding) => finding.effect === "breaking" && !told.has(finding) && !told.has(partOf(finding)),
  );
  const first = [...Map.groupBy(untold, partOf).values()].flatMap(([finding]) => finding ?? []);
  const others = first.map(({ path, words }) =>
    changeOf("type-otherwise", { place: String(Place.at(path)), value: words }, "breaking"),
  );
  return sortChanges([...changes, ...others]);
}

function levelOf(found: readonly Finding[]): Change["level"] {
  return found.some(({ effect }) => effect === "breaking") ? "breaking" : "feature";
}

// The compiler reports a component on every path to it, although it is declared once.
function partOf({ origin, aspect, path }: Finding): string {
  return origin ? `${origin.getSourceFile().fileName} ${origin.pos} ${aspect}` : `${keyOf(path)} ${aspect}`;
}

function keyOf(path: TypePath): string {
  return JSON.stringify(path);
}
