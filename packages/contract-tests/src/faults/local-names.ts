import dns from "node:dns";

/** Whether fetch looks names up through node:dns. */
const usesDNS = navigator.userAgent.startsWith("Node.js");

/**
 * Resolves all `.example` names. Connections get the loopback address, so that links with public names reach the fault
 * server. The client's own look-ups get a public address, or a private address for `inside.example`. Records the names
 * that connections look up. `restore()` restores the resolver.
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
