import { AuthenticationError } from "../contract/errors.ts";

declare const process: { env: Record<string, string | undefined>; versions?: { node?: string } };
declare const importScripts: unknown;

/** @throws {AuthenticationError} in a web page or its worker, unless the application allowed it. */
export function refuseInPages(provider: string, isAllowed: boolean): void {
  // Only workers of pages have `importScripts`.
  if (isAllowed || (typeof document === "undefined" && typeof importScripts === "undefined")) return;
  // jsdom and happy-dom give a document to tests, which have no visitors.
  if (typeof process === "object" && process.versions?.node) return;
  const message = "A web page shows its API key to visitors; call from a server, or set dangerouslyAllowBrowser";
  throw new AuthenticationError(message, { provider });
}

/**
 * Reads the API key from an environment variable.
 *
 * @throws {AuthenticationError} when it is missing or malformed.
 */
export function readKey(provider: string, variable: string): string {
  return checkKey(readVariable(variable), provider, variable);
}

/**
 * Checks an API key before a header is built from it, because `Headers` quotes an invalid value in its error.
 *
 * @throws {AuthenticationError} for an empty key, and for characters that a header cannot carry.
 */
export function checkKey(key: unknown, provider: string, variable: string): string {
  if (typeof key !== "string" || !key)
    throw new AuthenticationError(`No API key; pass apiKey or set ${variable}`, { provider });
  const position = key.search(/[^!-~]/);
  if (position < 0) return key;
  const message = `Character ${position + 1} of the API key is not allowed; copy the key again`;
  throw new AuthenticationError(message, { provider });
}

/** Reads an environment variable. Returns `undefined` if the runtime has none, or denies access, as Deno may. */
export function readVariable(name: string): string | undefined {
  try {
    // A value that was read from a file often ends in a line break.
    return process.env[name]?.trim();
  } catch {
    return undefined;
  }
}
