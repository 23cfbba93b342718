/** Names that resolve only in a local network. */
const localName = /^([^.]+|.+\.(local(host|domain)?|internal|intranet|private|corp|home(\.arpa)?|lan))\.*$/;

const ipv4 = /^(\d+\.){3}\d+$/;

/**
 * Loopback, private, link-local, shared, benchmarking, multicast and reserved addresses. The last is the host of
 * Azure's virtual machines, which serves their secrets.
 */
const privateIPv4 =
  /^((0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.(168|0\.0)|198\.1[89]|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[345]\d)\.|168\.63\.129\.16$)/;

/**
 * The public addresses of IPv6: 2000::/3 without 6to4 (2002::/16) and Teredo (2001::/32), which can lead to any IPv4
 * address and are out of use. IPv4-mapped and NAT64 addresses are outside of it.
 */
const publicIPv6 = /^\[(?!2002:|2001:0*:)[23][\da-f]{3}:/;

/** Whether a host, as the URL parser writes it, is loopback, private, link-local or otherwise not public. */
export function isPrivateHost(hostname: string): boolean {
  if (hostname.startsWith("[")) return !publicIPv6.test(hostname);
  return (ipv4.test(hostname) ? privateIPv4 : localName).test(hostname);
}

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
