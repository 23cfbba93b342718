import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { providersIn } from "@seedream-clients/codegen/src/folders.ts";
import type { JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { LayoutError, ProblemsError } from "@seedream-clients/codegen/src/problem.ts";
import { checkReferences } from "@seedream-clients/codegen/src/references.ts";
import { parseSpec, type Spec } from "@seedream-clients/codegen/src/spec.ts";
import { allValid, readSpec, readTypes, specFile, type ValidSpec } from "@seedream-clients/codegen/src/valid-spec.ts";
import { CommandError, UsageError } from "@seedream-clients/command-line";
import type { Base } from "./base.ts";
import type { Git } from "./git.ts";

/** A spec at the base. An earlier generator accepted it, but the current one may require more. */
export type BaseSpec = Pick<ValidSpec, "spec" | "types"> & Partial<ValidSpec>;

/** The spec of a provider, before and after; absent if it does not exist. */
export interface SpecPair {
  readonly provider: string;
  readonly file: string;
  readonly before?: BaseSpec;
  readonly after?: ValidSpec;
}

export type BothVersions = SpecPair & Required<Pick<SpecPair, "before" | "after">>;

/** Loads the specs of the named providers, or of all, at the base and in the working tree. */
export async function loadPairs(git: Git, base: Base, providers: readonly string[]): Promise<SpecPair[]> {
  const atBase = (await git.list(base.commit, "specs")).flatMap(
    (path) => /^specs\/([^/]+)\/openapi\.yaml$/.exec(path)?.[1] ?? [],
  );
  const known = [...new Set([...(await providersIn(git.root)), ...atBase])].sort();
  if (known.length === 0)
    throw new LayoutError("there is no spec, here or at the base: write specs/<provider>/openapi.yaml");
  requireKnown(providers, known);
  const wanted = known.filter((name) => providers.length === 0 || providers.includes(name));
  const before = await git.texts(base.commit, wanted.map(specFile));
  return allValid(wanted.map((provider) => loadPair(git, base, provider, before.get(specFile(provider)))));
}

export function requireKnown(providers: readonly string[], known: readonly string[]): void {
  for (const name of providers)
    if (!known.includes(name))
      throw new UsageError(`no spec describes ${JSON.stringify(name)}; the providers are ${known.join(", ")}`);
}

/**
 * Parses a provider's own document and checks its references. The generator may require more.
 *
 * @throws {ProblemsError} The document is invalid, or a reference has no target.
 */
export function parseDocument(provider: string, file: string, text: string): JsonObject {
  return parseValid(provider, file, text).document;
}

function parseValid(provider: string, file: string, text: string): Spec {
  const spec = parseSpec(provider, file, text);
  const problems = checkReferences(spec, "reading");
  if (problems.length > 0) throw new ProblemsError(problems);
  return spec;
}

/** Reads a file; `undefined` if it does not exist. */
export async function readText(path: string): Promise<string | undefined> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  });
  // git keeps line breaks as LF, and an editor may write CRLF.
  return text?.replaceAll("\r\n", "\n");
}

/** Reads the files that exist, by path from the root. */
export async function readTexts(root: string, paths: readonly string[]): Promise<Map<string, string>> {
  const texts = await Promise.all(paths.map((path) => readText(join(root, path))));
  return new Map(paths.flatMap((path, index) => (texts[index] === undefined ? [] : [[path, texts[index]] as const])));
}

async function loadPair(git: Git, base: Base, provider: string, textBefore: string | undefined): Promise<SpecPair> {
  const file = specFile(provider);
  const text = await readText(join(git.root, file));
  const after = text === undefined ? undefined : await readSpec(provider, file, text);
  if (textBefore === undefined) return { provider, file, ...(after && { after }) };
  const before = after && text === textBefore ? after : await readBefore(base, provider, textBefore);
  return { provider, file, before, ...(after && { after }) };
}

async function readBefore(base: Base, provider: string, text: string): Promise<BaseSpec> {
  const file = `${specFile(provider)} at ${base.commit.slice(0, 12)}`;
  try {
    return await readSpec(provider, file, text).catch(() => readTypes(parseValid(provider, file, text)));
  } catch (error) {
    if (!(error instanceof ProblemsError)) throw error;
    const [first] = error.message.split(" — ");
    throw new CommandError(`${first} — the base itself is invalid: name another one with --base REF`);
  }
}
