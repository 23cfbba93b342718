import { existsSync, readFileSync } from "node:fs";
import util from "node:util";
import { markedEncoding } from "./decode.ts";

/** Reads `.env` in the current folder, also in UTF-16 or with a byte order mark, as programs of Windows write it. */
export function readEnvFile(): Readonly<Record<string, string | undefined>> {
  if (!existsSync(".env")) return {};
  const bytes = readFileSync(".env");
  // Not imported by name, because an old Node without `parseEnv` must load the command, which then refuses that Node.
  return util.parseEnv(new TextDecoder(markedEncoding(bytes)).decode(bytes));
}

/** Adds the variables of `.env` to the environment, and keeps variables that are already set. */
export function loadEnvironment(): void {
  for (const [name, value] of Object.entries(readEnvFile())) process.env[name] ??= value;
}
