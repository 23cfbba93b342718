import { existsSync, readFileSync } from "node:fs";
import util from "node:util";
import { providers } from "./clients.ts";
import { markedEncoding } from "./decode.ts";
import { CliError } from "./exit.ts";
import { storeVariable } from "./store.ts";

/** Reads `.env` in the current folder, also in UTF-16 or with a byte order mark, as programs of Windows write it. */
export function readEnvFile(): Readonly<Record<string, string | undefined>> {
  if (!existsSync(".env")) return {};
  const bytes = readFileSync(".env");
  // Not imported by name, because an old Node without `parseEnv` must load the command, which then refuses that Node.
  return util.parseEnv(new TextDecoder(markedEncoding(bytes)).decode(bytes));
}

const keys = Object.values(providers).flatMap(({ key }) => key ?? []);

/**
 * The keys that a variable decides about: an address about where its key is sent, a journal about the jobs that all keys
 * pay for. Other variables are not read: NODE_TLS_REJECT_UNAUTHORIZED, for example, would turn off a check of Node.
 */
const decidedBy: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...keys.map((key) => [key, []] as const),
  ...keys.map((key) => [key.replace("API_KEY", "BASE_URL"), [key]] as const),
  [storeVariable, keys],
]);

/**
 * Adds the variables of `.env` to the environment, and keeps variables that are already set.
 *
 * @throws {CliError} for a variable that decides about a key that the file does not have. A folder that was cloned or
 * unpacked must not choose what the user's own key is used for.
 */
export function loadEnvironment(): void {
  const written = readEnvFile();
  for (const [name, decided] of decidedBy) {
    if (written[name] === undefined || process.env[name] !== undefined) continue;
    const foreign = decided.find((key) => process.env[key] && process.env[key] !== written[key]);
    if (foreign !== undefined) {
      throw new CliError(
        `${name} in .env would decide about the ${foreign} of the environment; set both in .env, or both in the environment`,
      );
    }
    process.env[name] = written[name];
  }
}
