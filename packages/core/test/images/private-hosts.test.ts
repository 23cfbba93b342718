import { BlockList } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPrivateHost } from "../../src/images/private-hosts.ts";

/** The blocks of the IANA's registries without public hosts, as a list of Node's. */
const blocked = new BlockList();
const ipv4Blocks: readonly (readonly [first: string, bits: number, last: string])[] = [
  ["0.0.0.0", 8, "0.255.255.255"],
  ["10.0.0.0", 8, "10.255.255.255"],
  ["100.64.0.0", 10, "100.127.255.255"],
  ["127.0.0.0", 8, "127.255.255.255"],
  ["169.254.0.0", 16, "169.254.255.255"],
  ["172.16.0.0", 12, "172.31.255.255"],
  ["192.0.0.0", 24, "192.0.0.255"],
  ["192.168.0.0", 16, "192.168.255.255"],
  ["198.18.0.0", 15, "198.19.255.255"],
  ["224.0.0.0", 3, "255.255.255.255"],
];
for (const [first, bits] of ipv4Blocks) blocked.addSubnet(first, bits, "ipv4");

const parts = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join(".");
const number = (address: string) => address.split(".").reduce((value, part) => value * 256 + Number(part), 0);
const hostOf = (address: string) => new URL(`http://${address}/`).hostname;

describe("isPrivateHost()", () => {
  it.each(ipv4Blocks)("returns true from the first address of a block to the last: %s/%i", (first, _, last) => {
    expect(isPrivateHost(first)).toBe(true);
    expect(isPrivateHost(last)).toBe(true);
    for (const outside of [number(first) - 1, number(last) + 1]) {
      if (outside < 0 || outside >= 2 ** 32) continue;
      expect(isPrivateHost(parts(outside))).toBe(blocked.check(parts(outside)));
    }
  });

  it("agrees with Node's list of the same blocks in each of the 65,536 networks", () => {
    const networks = Array.from({ length: 2 ** 16 }, (_, network) => parts(network * 2 ** 16 + 257));
    expect(networks.filter((address) => isPrivateHost(address) !== blocked.check(address))).toEqual([]);
  });

  it("agrees with Node's list of the same blocks for any IPv4 address, however it is written", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPrivateHost(hostOf(address))).toBe(blocked.check(address));
      }),
      { numRuns: 2000 },
    );
  });

  it("returns true outside 2000::/3 for any IPv6 address, however it is written", () => {
    const unicast = new BlockList();
    unicast.addSubnet("2000::", 3, "ipv6");
    const near = fc.tuple(fc.constantFrom("1", "2", "3", "4", "20", "fc", "64", ""), fc.ipV6()).map(([start, rest]) => {
      const [, ...groups] = rest.split(":");
      return start ? [start.padEnd(4, "f"), ...groups].join(":") : rest;
    });
    fc.assert(
      fc.property(
        near.filter((address) => URL.canParse(`http://[${address}]/`)),
        (address) => {
          const host = hostOf(`[${address}]`);
          expect(isPrivateHost(host)).toBe(!unicast.check(host.slice(1, -1), "ipv6"));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(["[::1]", "[::]", "[::ffff:7f00:1]", "[fd00::1]", "[fe80::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[2::1]"])(
    "returns true for %s",
    (host) => {
      expect(isPrivateHost(host)).toBe(true);
    },
  );

  it.each([
    "localhost",
    "localhost.",
    "metadata",
    "a.localhost",
    "a.localdomain",
    "printer.local",
    "x.y.internal",
    "a.intranet",
    "a.private",
    "a.corp",
    "a.home",
    "a.lan",
    "router.lan.",
    "nas.home.arpa",
  ])("returns true for a name of a local network: %s", (host) => {
    expect(isPrivateHost(host)).toBe(true);
  });

  it.each([
    "files.test",
    "files.test.",
    "local.test",
    "a.local.test",
    "a.notlocal",
    "a.xhome.arpa",
    "a.home-arpa.test",
    "10.files.test",
    "127.0.0.1.files.test",
    "files.127.0.0.1.test",
    "1.2.3.4",
    "[2606:2800:21f:cb07::1]",
    "[3fff::1]",
  ])("returns false for %s", (host) => {
    expect(isPrivateHost(host)).toBe(false);
  });
});
