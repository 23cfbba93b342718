import { AuthenticationError } from "./errors.ts";

declare const process: { env?: Record<string, string | undefined> } | undefined;

export interface Credentials {
  readonly provider: string;
  readonly apiKey?: string | undefined;
  /** Environment variable that holds the key when none is given. */
  readonly variable: string;
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

/** The key to send, checked before any header is built from it: a header's own complaint would quote the key. */
export function resolveKey({ provider, apiKey, variable, dangerouslyAllowBrowser }: Credentials): string {
  const refuse = (message: string) => new AuthenticationError(message, { provider });
  if (typeof document !== "undefined" && !dangerouslyAllowBrowser) {
    throw refuse("A web page shows its key to everyone: call from a server, or set dangerouslyAllowBrowser");
  }
  const key = apiKey ?? (typeof process === "undefined" ? undefined : process.env?.[variable]);
  if (!key) throw refuse(`No API key: pass apiKey or set ${variable}`);
  const position = key.search(/[^!-~]/);
  if (position < 0) return key;
  throw refuse(`The API key has a space, a line break or the like at ${position + 1} of ${key.length}`);
}
