import { join } from "node:path";
import { foldersIn } from "@seedream-clients/codegen/src/folders.ts";
import { isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";
import { CommandError } from "@seedream-clients/command-line";
import { readText } from "./specs.ts";

/** A published package of this repository. */
export interface PublishedPackage {
  readonly name: string;
  /** Path from the root, with `/`. */
  readonly folder: string;
  readonly version: string;
  readonly manifest: JsonObject;
}

export const SCOPE = "@seedream-clients";
export const SIMULATOR = `${SCOPE}/simulator`;

export async function publishedPackages(root: string): Promise<PublishedPackage[]> {
  const folders = await foldersIn(join(root, "packages"));
  const found = await Promise.all(folders.map((folder) => readPackage(root, `packages/${folder}`)));
  return found.flatMap((item) => item ?? []);
}

export function readManifest(file: string, text: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${error instanceof Error ? error.message : error} — correct it`);
  }
  if (!isObject(value)) throw new CommandError(`${file} is not an object — write a package manifest`);
  return value;
}

async function readPackage(root: string, folder: string): Promise<PublishedPackage | undefined> {
  const file = `${folder}/package.json`;
  const text = await readText(join(root, file));
  if (text === undefined) return undefined;
  const manifest = readManifest(file, text);
  const { name, version } = manifest;
  if (manifest.private === true) return undefined;
  if (typeof name !== "string" || typeof version !== "string")
    throw new CommandError(`${file} lacks a name or a version — a published package needs both`);
  return { name, folder, version, manifest };
}
