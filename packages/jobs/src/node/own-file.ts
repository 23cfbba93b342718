import { closeSync, openSync, rmSync, writeFileSync } from "node:fs";

/** Permissions of files that only their owner reads: a journal has prompts, reference images and links to images. */
const mode = 0o600;

/**
 * Creates an empty file for its owner alone, unless there is one. Never opens one that exists: closing it would release
 * all locks that this process has on it.
 */
export function createOwnFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", mode));
  } catch (cause) {
    if (Object(cause).code !== "EEXIST") throw cause;
  }
}

/** Replaces a file by one for its owner alone. Replaces a link too, which may lead to a file of another program. */
export function replaceOwnFile(path: string, text: string): void {
  rmSync(path, { force: true });
  writeFileSync(path, text, { flag: "wx", mode });
}
