import dns from "node:dns";

/**
 * Resolves all `.example` names to the loopback address, so that links with public names reach the fault server.
 * Records the names that are looked up. `restore()` undoes it.
 */
export function useLocalNames(): { readonly lookups: readonly string[]; restore(): void } {
  const lookups: string[] = [];
  const lookup = dns.lookup;
  const localLookup = (name: string, options: dns.LookupOptions, callback: () => void) => {
    lookups.push(name);
    return Reflect.apply(lookup, dns, [name.endsWith(".example") ? "127.0.0.1" : name, options, callback]);
  };
  Reflect.set(dns, "lookup", localLookup);
  return {
    lookups,
    restore() {
      Reflect.set(dns, "lookup", lookup);
    },
  };
}
