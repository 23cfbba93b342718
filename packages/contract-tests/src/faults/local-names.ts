import dns from "node:dns";

/** Whether fetch looks names up through node:dns. */
const usesDNS = navigator.userAgent.startsWith("Node.js");

/**
 * Resolves all `.example` names: for connections to the loopback address, so that links with public names reach the
 * fault server, and for the look-ups of the client to a public address; `inside.example` to a private one. Records the
 * names that connections look up. `restore()` undoes it.
 */
export function useLocalNames(): { readonly lookups: readonly string[]; restore(): void } {
  const lookups: string[] = [];
  const { fetch } = globalThis;
  const { lookup, promises } = dns;
  const lookupPromise = promises.lookup;
  const localLookup = (name: string, options: dns.LookupOptions, callback: () => void) => {
    lookups.push(name);
    return Reflect.apply(lookup, dns, [name.endsWith(".example") ? "127.0.0.1" : name, options, callback]);
  };
  const publicLookup = async (name: string, options: dns.LookupOptions) => {
    if (!name.endsWith(".example")) return Reflect.apply(lookupPromise, promises, [name, options]);
    return [{ address: name === "inside.example" ? "10.0.0.1" : "93.184.215.14", family: 4 }];
  };
  const localFetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (/[a-z]/.test(url.hostname)) lookups.push(url.hostname);
    if (url.hostname.endsWith(".example")) url.hostname = "127.0.0.1";
    return fetch(url, init);
  };
  if (!usesDNS) globalThis.fetch = localFetch;
  Reflect.set(dns, "lookup", localLookup);
  Reflect.set(promises, "lookup", publicLookup);
  return {
    lookups,
    restore() {
      globalThis.fetch = fetch;
      Reflect.set(dns, "lookup", lookup);
      Reflect.set(promises, "lookup", lookupPromise);
    },
  };
}
