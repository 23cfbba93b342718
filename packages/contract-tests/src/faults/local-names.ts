import dns from "node:dns";

/**
 * Resolves all `.example` names: for connections to the loopback address, so that links with public names reach the
 * fault server, and for the look-ups of the client to a public address; `inside.example` to a private one. Records the
 * names that connections look up. `restore()` undoes it.
 */
export function useLocalNames(): { readonly lookups: readonly string[]; restore(): void } {
  const lookups: string[] = [];
  const { lookup, promises } = dns;
  const lookupPromise = promises.lookup;
  const localLookup = (name: string, options: dns.LookupOptions, callback: () => void) => {
    lookups.push(name);
    return Reflect.apply(lookup, dns, [name.endsWith(".example") ? "127.0.0.1" : name, options, callback]);
  };
  const publicLookup = (name: string, options: dns.LookupOptions) => {
    const address = name === "inside.example" ? "10.0.0.1" : "93.184.215.14";
    return Reflect.apply(lookupPromise, promises, [name.endsWith(".example") ? address : name, options]);
  };
  Reflect.set(dns, "lookup", localLookup);
  Reflect.set(promises, "lookup", publicLookup);
  return {
    lookups,
    restore() {
      Reflect.set(dns, "lookup", lookup);
      Reflect.set(promises, "lookup", lookupPromise);
    },
  };
}
