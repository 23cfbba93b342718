import { asObject, equal, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import type { Base } from "./base.ts";
import type { Git } from "./git.ts";
import { type PublishedPackage, readManifest } from "./packages.ts";
import { quote } from "./words.ts";

/** Returns the breaking changes of each manifest: removed commands and entries, narrower ranges of Node and peers. */
export async function manifestBreaks(
  git: Git,
  base: Base,
  packages: readonly PublishedPackage[],
): Promise<Map<PublishedPackage, string[]>> {
  const fileOf = ({ folder }: PublishedPackage) => `${folder}/package.json`;
  const before = await git.texts(base.commit, packages.map(fileOf));
  const found = packages.map((item): [PublishedPackage, string[]] => {
    const text = before.get(fileOf(item));
    return [item, text === undefined ? [] : breaksBetween(readManifest(fileOf(item), text), item.manifest)];
  });
  return new Map(found.filter(([, breaks]) => breaks.length > 0));
}

function breaksBetween(before: JsonObject, after: JsonObject): string[] {
  return [
    ...removed(before.bin, after.bin).map((name) => `the command ${quote(name)} was removed`),
    ...removed(before.exports, after.exports).map((entry) => `the entry ${quote(entry)} was removed`),
    ...raised(asObject(before.engines).node, asObject(after.engines).node),
    ...peerBreaks(before, after),
  ];
}

function removed(before: JsonObject[string] | undefined, after: JsonObject[string] | undefined): string[] {
  const now = asObject(after);
  return Object.keys(asObject(before)).filter((name) => !Object.hasOwn(now, name));
}

function raised(before: JsonObject[string] | undefined, after: JsonObject[string] | undefined): string[] {
  const [was, is] = [before, after].map((range) => /^>=(\d+)(?:\.(\d+))?$/.exec(String(range ?? ">=0")));
  const isSame = equal(before, after);
  const isLower = was && is && minimumOf(is) <= minimumOf(was);
  return isSame || isLower ? [] : [`it needs Node ${quote(after ?? "any")}, was ${quote(before ?? "any")}`];
}

function minimumOf([, major = "0", minor = "0"]: RegExpExecArray): number {
  return Number(major) * 1000 + Number(minor);
}

// A range that keeps every former alternative, for example `^8.0.0 || ^9.0.0`, accepts the versions that users have.
function peerBreaks(before: JsonObject, after: JsonObject): string[] {
  const [were, are] = [asObject(before.peerDependencies), asObject(after.peerDependencies)];
  const isOptional = (name: string) => asObject(asObject(after.peerDependenciesMeta)[name]).optional === true;
  return Object.entries(are).flatMap(([name, range]) => {
    const now = alternativesOf(range);
    const was = were[name];
    if (was === undefined) return isOptional(name) ? [] : [`it needs ${quote(name)} beside it`];
    if (alternativesOf(was).every((alternative) => now.includes(alternative))) return [];
    return [`it needs ${quote(name)} ${quote(range)}, was ${quote(was)}`];
  });
}

function alternativesOf(range: JsonObject[string]): string[] {
  return String(range).split(/\s*\|\|\s*/);
}
