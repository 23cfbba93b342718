/** Addresses for benchmarks inside a network. Some proxies resolve every name to them, and forward the traffic. */
const benchmark = /^198\.1[89]\./;

/** An IPv4 address as a network without IPv4 writes it. */
const translated = /^64:ff9b::([\da-f]{1,4}):([\da-f]{1,4})$/;

/**
 * Looks up a host with the system's resolver; finds nothing if the runtime has none. It is the default of
 * `ReadOptions.lookup`. Addresses that a proxy or a network without IPv4 uses in place of public ones do not count as
 * private.
 */
export async function lookupHost(hostname: string): Promise<{ address: string }[]> {
  // Not an import, so that the client loads in runtimes without this module.
  const dns = globalThis.process?.getBuiltinModule?.("node:dns/promises");
  const found = (await dns?.lookup(hostname, { all: true })) ?? [];
  return found
    .filter(({ address }) => !benchmark.test(address))
    .map(({ address }) => ({ address: address.replace(translated, toIPv4) }));
}

/** Converts through the URL parser, which writes a number as an IPv4 address. */
function toIPv4(_: string, high: string, low: string): string {
  return new URL(`http://0x${high}${low.padStart(4, "0")}`).hostname;
}
