import dns from "node:dns";

/**
 * Names of the documentation's domain, which Node then finds on this machine, so that a link can look public. Says
 * which names were asked for; `restore()` ends it.
 */
export function localNames(): { readonly asked: readonly string[]; restore(): void } {
  const asked: string[] = [];
  const real = dns.lookup;
  const local = (name: string, options: dns.LookupOptions, callback: () => void) => {
    asked.push(name);
    return Reflect.apply(real, dns, [name.endsWith(".example") ? "127.0.0.1" : name, options, callback]);
  };
  Reflect.set(dns, "lookup", local);
  return {
    asked,
    restore() {
      Reflect.set(dns, "lookup", real);
    },
  };
}
