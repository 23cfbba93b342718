import { existsSync } from "node:fs";
import { join } from "node:path";
import type { PublicPackage } from "./public-packages.ts";
import { ReleaseError } from "./release-error.ts";

/** Refuses packages that were not built: what they export is not there. */
export function requireBuilt(packages: readonly PublicPackage[]): void {
  const missing = packages.flatMap(({ folder, id, entries }) =>
    entries
      .filter(({ target }) => !existsSync(join(folder, target)))
      .map(({ target }) => `packages/${id}/${target.replace(/^\.\//, "")}`),
  );
  if (missing.length === 0) return;
  throw new ReleaseError(`not built: ${missing.join(", ")}\nRun \`pnpm build\` first.`);
}
