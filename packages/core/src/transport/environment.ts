declare const process: { env: Record<string, string | undefined> };

/** Reads an environment variable; `undefined` where the runtime has none, or does not permit it, as Deno may. */
export function readVariable(name: string): string | undefined {
  try {
    // A file that it was read from often ends in a line break.
    return process.env[name]?.trim();
  } catch {
    return undefined;
  }
}
