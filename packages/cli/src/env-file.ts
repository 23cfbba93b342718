import { existsSync, readFileSync } from "node:fs";
import util from "node:util";
import { markedEncoding } from "./decode.ts";

/** Reads the variables of `.env` in the current folder, also in UTF-16 or after a mark, as programs of Windows write it. */
export function readEnvFile(): Readonly<Record<string, string | undefined>> {
  if (!existsSync(".env")) return {};
  const bytes = readFileSync(".env");
  // Not imported by name: an old Node without `parseEnv` must still load the command, which then refuses it.
  return util.parseEnv(new TextDecoder(markedEncoding(bytes)).decode(bytes));
}

/** Adds the variables of `.env` to the environment, whose own stay. */
export function loadEnvironment(): void {
  for (const [name, value] of Object.entries(readEnvFile())) process.env[name] ??= value;
}
