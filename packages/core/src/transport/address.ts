import { InvalidRequestError } from "../contract/errors.ts";
import { readVariable } from "./credentials.ts";

/**
 * Reads the address that replaces the provider's from the environment variable beside that of the key: `ARK_BASE_URL`
 * beside `ARK_API_KEY`. Returns "" if it is not set.
 *
 * @throws {InvalidRequestError} for an address that cannot be called.
 */
export function readBaseURL(provider: string, apiKeyVariable: string): string {
  const variable = apiKeyVariable.replace("API_KEY", "BASE_URL");
  const value = readVariable(variable);
  return value ? checkBaseURL(value, provider, variable) : "";
}

/**
 * Checks an address. Removes blanks around it and slashes at its end.
 *
 * @throws {InvalidRequestError} for an address that cannot be called.
 */
export function checkBaseURL(address: string, provider: string, source = "baseURL"): string {
  // An environment variable may end in a line break, and JavaScript may pass a URL object.
  const baseURL = `${address}`.trim();
  const refuse = (what: string, rule: string) => {
    // Credentials in an address must not get into an error, even in a malformed one. A query may contain a key, too.
    const shown = baseURL.replace(/^(\w+:\/\/)?.*@/s, "$1[credentials]@").replace(/[?#].*/s, "?[query]");
    return new InvalidRequestError(`${source} is "${shown}", ${what}; ${rule}`, { provider });
  };
  const url = URL.canParse(baseURL) ? new URL(baseURL) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw refuse("which is not a web address", "begin it with https:// or http://");
  }
  if (url.username || url.password) throw refuse("which has credentials", "pass the key as apiKey");
  if (/[?#]/.test(baseURL)) throw refuse("which has a query or a fragment", "leave it out");
  return baseURL.replace(/\/+$/, "");
}
