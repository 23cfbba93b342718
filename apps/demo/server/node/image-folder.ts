import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { saveImage } from "@seedream-clients/core/node";
import type { ImageFiles } from "../images.ts";

/** Keeps images as files. */
export function imageFolder(folder: string): ImageFiles {
  return {
    async save(image, name) {
      const { path } = await saveImage(image, join(folder, name), { overwrite: true });
      return { path };
    },
    read: (saved) => readFile(pathOf(saved)).catch(() => undefined),
    remove: (saved) => rm(pathOf(saved), { force: true }),
  };
}

function pathOf(saved: unknown): string {
  return String(Object(saved).path);
}
