import { lookup } from "node:dns/promises";

/** Addresses for benchmarks inside a network. Some proxies return them for any name and forward the traffic. */
const benchmark = /^198\.1[89]\./;

/** An IPv4 address as a network without IPv4 writes it. */
const translated = /^64:ff9b::([\da-f]{1,4}):([\da-f]{1,4})$/;

/**
 * Looks a host up with the system's resolver. It is the `lookup` of `saveImage`, and can be passed to `bytes()`.
 * Addresses that a proxy or a network without IPv4 puts in place of a public one do not count as private.
 */
export async function lookupHost(hostname: string): Promise<{ address: string }[]> {
  const found = await lookup(hostname, { all: true });
  return found.filter(({ address }) => !benchmark.test(address)).map(({ address }) => ({ address: original(address) }));
}

function original(address: string): string {
  const groups = translated.exec(address)?.slice(1) ?? [];
  const bytes = groups.flatMap((group) => [...Buffer.from(group.padStart(4, "0"), "hex")]);
  return bytes.join(".") || address;
}
