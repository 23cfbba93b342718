import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { saveImage } from "@seedream-clients/core/node";
import type { ImageFiles } from "../images.ts";

/** Keeps images as files. */
export function imageFolder(folder: string): ImageFiles {
  return {
    save: async (image, name) => (await saveImage(image, join(folder, name), { overwrite: true })).path,
    read: (path) => readFile(path).catch(() => undefined),
    remove: (path) => rm(path, { force: true }),
  };
}
