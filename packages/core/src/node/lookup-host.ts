import { lookup } from "node:dns/promises";

/** Addresses for measurements inside a network. Some proxies hand them out for any name, and pass on what is sent there. */
const standIn = /^198\.1[89]\./;

/** What a network without IPv4 makes of an IPv4 address. */
const translated = /^64:ff9b::([\da-f]{1,4}):([\da-f]{1,4})$/;

/**
 * Addresses of a host as the system finds them: the `lookup` of `saveImage`, for `bytes()` too. What a proxy or a
 * network without IPv4 puts in place of a public address does not count as private.
 */
export async function lookupHost(hostname: string): Promise<{ address: string }[]> {
  const found = await lookup(hostname, { all: true });
  return found.filter(({ address }) => !standIn.test(address)).map(({ address }) => ({ address: original(address) }));
}

function original(address: string): string {
  const groups = translated.exec(address)?.slice(1) ?? [];
  const bytes = groups.flatMap((group) => [...Buffer.from(group.padStart(4, "0"), "hex")]);
  return bytes.join(".") || address;
}
