import { randomUUID } from "node:crypto";
import { link, mkdir, open, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes a file whole or not at all: under a temporary name, which it then changes. Creates missing folders.
 *
 * @throws The error of the file system; `EEXIST` when the file exists and `overwrite` is not set.
 */
export async function writeWhole(path: string, bytes: Uint8Array, overwrite: boolean): Promise<void> {
  const folder = dirname(path);
  // Without the name of the file, because that may have the greatest length already.
  const partial = join(folder, `.${randomUUID()}.part`);
  await mkdir(folder, { recursive: true }).catch((cause: unknown) => {
    if (Object(cause).code !== "EEXIST") throw cause;
    // Callers would take `EEXIST` for an image that was saved before.
    throw Object.assign(new Error(`${folder} is not a folder`, { cause }), { code: "ENOTDIR", path: folder });
  });
  try {
    await writeFile(partial, bytes, { flag: "wx", flush: true });
    await (overwrite ? rename(partial, path) : claim(partial, path));
  } catch (cause) {
    if (Object(cause).code !== "EEXIST") throw cause;
    const message = `${path} exists; pass { overwrite: true } to replace it, or another name`;
    throw Object.assign(new Error(message, { cause }), { code: "EEXIST", path });
  } finally {
    // A clean-up that fails does not change whether the file was saved.
    await rm(partial).catch(() => {});
  }
}

/** Gives a complete file its name, and refuses to replace a file. */
async function claim(partial: string, path: string): Promise<void> {
  try {
    // A link, unlike a rename, refuses to replace a file.
    await link(partial, path);
  } catch {
    // File systems without hard links refuse with many codes. Any other reason fails the second way too.
    await claimWithoutLink(partial, path);
  }
}

/**
 * Claims the name with an empty file, which no other process can do then, and replaces it. Writing the image under the
 * name directly would leave half of it if the process died.
 */
async function claimWithoutLink(partial: string, path: string): Promise<void> {
  await (await open(path, "wx")).close();
  try {
    await rename(partial, path);
  } catch (cause) {
    // Removes only an empty file: another process may have replaced it.
    const found = await stat(path).catch(() => undefined);
    if (found?.size === 0) await rm(path).catch(() => {});
    throw cause;
  }
}
