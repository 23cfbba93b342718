import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { CommandError, uninterrupted } from "@seedream-clients/command-line";
import { asideOf, isBeingWritten, isLeftBeside } from "./aside.ts";

/** A folder that contains only generated files. */
export interface GeneratedFolder {
  readonly path: string;
  readonly files: ReadonlyMap<string, string>;
}

/** A file with its generated text. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

/** A file that differs from its generated text. */
export interface Change {
  readonly kind: "missing" | "out of date" | "stale";
  readonly path: string;
  /** Text to write; absent for a file to remove. */
  readonly text?: string;
}

/** Compares files with their generated texts. Writes nothing. */
export async function findChanges(
  folders: readonly GeneratedFolder[],
  files: readonly GeneratedFile[],
): Promise<Change[]> {
  const leftovers = [...Map.groupBy(files, ({ path }) => dirname(path))].map(leftoversIn);
  return (await Promise.all([...folders.map(changesOf), ...files.map(changeOf), ...leftovers])).flat();
}

/**
 * Writes every file under another name, then renames all, so that a failed write leaves the previous output. Ctrl-C waits
 * until all are renamed.
 *
 * @throws {CommandError} A file cannot be written.
 */
export async function applyChanges(changes: readonly Change[]): Promise<void> {
  const written = changes.flatMap(({ path, text }) =>
    text === undefined ? [] : [{ path, text, aside: asideOf(path) }],
  );
  await uninterrupted(async () => {
    try {
      for (const { path, text, aside } of written)
        await orExplain(path, async () => {
          await mkdir(dirname(path), { recursive: true });
          await writeFile(aside, text);
        });
      for (const { path, aside } of written) await orExplain(path, () => rename(aside, path));
    } catch (error) {
      await Promise.all(written.map(({ aside }) => rm(aside, { recursive: true, force: true }).catch(() => {})));
      throw error;
    }
    for (const { path, text } of changes)
      if (text === undefined) await orExplain(path, () => rm(path, { recursive: true, force: true }));
  });
}

async function orExplain(path: string, write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    const [reason] = error.message.split(",");
    throw new CommandError(`${path} cannot be written: ${reason} — correct that, and run the command again`);
  }
}

/** A path for messages: from the root of the repository, with `/`. */
export function displayPath(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

async function changesOf({ path: folder, files }: GeneratedFolder): Promise<Change[]> {
  const present = await readdir(folder).catch(ifMissing<string[]>([]));
  const wanted = [...files].map(([name, text]) => changeOf({ path: join(folder, name), text }));
  const stale = present.filter((name) => !files.has(name) && !isBeingWritten(name)).sort();
  return [
    ...(await Promise.all(wanted)).flat(),
    ...stale.map((name): Change => ({ kind: "stale", path: join(folder, name) })),
  ];
}

/** Returns what killed runs left in a folder beside files that they wrote. */
async function leftoversIn([folder, files]: [folder: string, files: readonly GeneratedFile[]]): Promise<Change[]> {
  const written = files.map(({ path }) => basename(path));
  const present = await readdir(folder).catch(ifMissing<string[]>([]));
  const left = present.filter((name) => isLeftBeside(written, name)).sort();
  return left.map((name): Change => ({ kind: "stale", path: join(folder, name) }));
}

async function changeOf({ path, text }: GeneratedFile): Promise<Change[]> {
  const current = await readFile(path, "utf8").catch(ifMissing(undefined));
  if (current === text) return [];
  return [{ kind: current === undefined ? "missing" : "out of date", path, text }];
}

function ifMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return value;
    throw error;
  };
}
