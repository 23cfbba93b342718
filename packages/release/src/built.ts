import { existsSync } from "node:fs";
import { join } from "node:path";
import type { PublicPackage } from "./public-packages.ts";
import { ReleaseError } from "./release-error.ts";

/**
 * Checks that the packages are built.
 *
 * @throws {ReleaseError} A file behind an entry is missing.
 */
export function requireBuilt(packages: readonly PublicPackage[]): void {
  const missing = packages.flatMap(({ folder, id, entries, bins }) =>
    [...entries.map(({ target }) => target), ...bins]
      .filter((target) => !existsSync(join(folder, target)))
      .map((target) => `packages/${id}/${target.replace(/^\.\//, "")}`),
  );
  const [first, ...others] = missing;
  if (first === undefined) return;
  const further = others.length > 0 ? ` and ${others.length} more` : "";
  throw new ReleaseError(`not built: ${first}${further}\nRun \`pnpm build\` first.`);
}
