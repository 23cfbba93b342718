import { existsSync, readFileSync } from "node:fs";
import util from "node:util";
import { markedEncoding } from "./decode.ts";
import { CliError } from "./exit.ts";

/** Reads `.env` in the current folder, also in UTF-16 or with a byte order mark, as programs of Windows write it. */
export function readEnvFile(): Readonly<Record<string, string | undefined>> {
  if (!existsSync(".env")) return {};
  const bytes = readFileSync(".env");
  // Not imported by name, because an old Node without `parseEnv` must load the command, which then refuses that Node.
  return util.parseEnv(new TextDecoder(markedEncoding(bytes)).decode(bytes));
}

/** Variables of the command. Others would change Node, as NODE_TLS_REJECT_UNAUTHORIZED turns off the check of servers. */
const own = /^\w+_(API_KEY|BASE_URL)$|^SEEDREAM_STORE$/;

/**
 * Adds the variables of `.env` to the environment, and keeps variables that are already set.
 *
 * @throws {CliError} for the address of a key that the file does not have. A folder that was cloned or unpacked must not
 * choose the server that gets the user's key.
 */
export function loadEnvironment(): void {
  const written = readEnvFile();
  for (const [name, value] of Object.entries(written)) {
    if (!own.test(name) || process.env[name] !== undefined) continue;
    const key = name.replace(/_BASE_URL$/, "_API_KEY");
    if (process.env[key] && process.env[key] !== written[key]) {
      throw new CliError(
        `${name} in .env would choose where the ${key} of the environment is sent; set both in .env, or both in the environment`,
      );
    }
    process.env[name] = value;
  }
}
