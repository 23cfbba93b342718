import { parseArgs } from "node:util";
import type { ServeOptions } from "./server.ts";

/** Help of the command. */
export const HELP = `Serves mock Seedream image providers on this machine, for any client in any language.

Usage: npx @seedream-clients/simulator [options]

  --port <number>    port to listen on; 0 finds a free one (default: 4010)
  --host <address>   address to listen on (default: 127.0.0.1, this machine only)
  --latency <ms>     time that an image takes, in ms (default: 0)
  --seed <text>      the same seed and requests give the same images and ids (default: seedream)
  --help             this text
`;

/** An invalid command line. */
export class UsageError extends Error {}

/** Returns the options of a command line; `undefined` if it asks for help. */
export function readCommandLine(args: readonly string[]): ServeOptions | undefined {
  const { help, port = "4010", host, latency = "0", seed } = valuesOf(args);
  if (help) return undefined;
  return {
    port: wholeNumber("--port", port, 65_535),
    latency: wholeNumber("--latency", latency, 3_600_000),
    ...(host !== undefined && { host }),
    ...(seed !== undefined && { seed }),
  };
}

function valuesOf(args: readonly string[]) {
  const text = { type: "string" } as const;
  const options = { help: { type: "boolean", short: "h" }, port: text, host: text, latency: text, seed: text } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, text: string, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= most) return value;
  throw new UsageError(`${option} is "${text}"; it must be a whole number from 0 to ${most}`);
}
