import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BrowserBinary } from "./browser.ts";

/** The workspace that only `provision` installs. */
export const folder = join(import.meta.dirname, "../browser");

// Inside the package, so that another version of the package is unpacked anew.
export const unpacked = join(folder, "node_modules/@sparticuz/chromium/unpacked");

/** The package contains a binary for this kind of machine only. */
export const canBePackaged = process.platform === "linux" && process.arch === "x64";

/** Finds the package's Chromium; `undefined` before `provision` has unpacked it. */
export function findPackaged(): BrowserBinary | undefined {
  const path = join(unpacked, "chromium");
  if (!existsSync(path)) return undefined;
  return {
    path,
    // Omits the package's own arguments, because they switch web security off, so tests of CORS would pass falsely.
    args: ["--no-sandbox", "--no-zygote"],
    env: { LD_LIBRARY_PATH: join(unpacked, "al2023/lib"), FONTCONFIG_FILE: join(folder, "fonts.conf") },
  };
}
