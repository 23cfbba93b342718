declare const process: { env: Record<string, string | undefined> };

/** Reads an environment variable. Returns `undefined` if the runtime has none, or denies access, as Deno may. */
export function readVariable(name: string): string | undefined {
  try {
    // A value that was read from a file often ends in a line break.
    return process.env[name]?.trim();
  } catch {
    return undefined;
  }
}
