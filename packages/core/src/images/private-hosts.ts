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
