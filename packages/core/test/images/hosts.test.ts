import { BlockList } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPrivateHost } from "../../src/images/hosts.ts";

/** Blocks without public hosts in IANA's registries, and Azure's metadata host, as a `BlockList` of Node. */
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
blocked.addAddress("168.63.129.16", "ipv4");

/** Ways to write an IPv4 address that the URL parser accepts. */
const ipv4Forms: readonly ((bytes: readonly number[], value: number) => string)[] = [
  (bytes) => bytes.join("."),
  (bytes) => `${bytes.join(".")}.`,
  (bytes) => bytes.map((byte) => `0x${byte.toString(16)}`).join("."),
  (bytes) => bytes.map((byte) => `0${byte.toString(8)}`).join("."),
  (_, value) => String(value),
  (_, value) => `0x${value.toString(16).toUpperCase()}`,
  (_, value) => `0${value.toString(8)}`,
  ([a = 0], value) => `${a}.${value % 2 ** 24}`,
  ([a = 0, b = 0], value) => `${a}.${b}.${value % 2 ** 16}`,
  (bytes) => bytes.join("%2e"),
  (bytes) => bytes.join("。"),
];

/** Ways to write an IPv4 address into one of IPv6. */
const ipv6Forms: readonly ((bytes: readonly number[], rest: string) => string)[] = [
  (bytes) => `::ffff:${bytes.join(".")}`,
  (bytes) => `0:0:0:0:0:FFFF:${groups(bytes)}`,
  (bytes) => `::${bytes.join(".")}`,
  (bytes) => `::ffff:0:${groups(bytes)}`,
  (bytes) => `64:ff9b::${bytes.join(".")}`,
  (bytes) => `64:ff9b:1::${groups(bytes)}`,
  (bytes) => `2002:${groups(bytes)}::`,
  (bytes, rest) => `2002:${groups(bytes)}:${rest}`,
  (bytes) => `2001:0:${groups(bytes)}:0:0:0:0`,
  (bytes, rest) => `2001:0:${groups(bytes)}:${rest.slice(0, 9)}:${groups(bytes.map((byte) => byte ^ 255))}`,
  (bytes) => `2001::${groups(bytes.map((byte) => byte ^ 255))}`,
];
const groups = ([a = 0, b = 0, c = 0, d = 0]: readonly number[]) => `${hex(a)}${hex(b)}:${hex(c)}${hex(d)}`;
const hex = (byte: number) => byte.toString(16).padStart(2, "0");
const bytesOf = (address: string) => address.split(".").map(Number);

/** Any address, or more often a blocked one. */
const ipv4 = fc.oneof(
  fc.ipV4(),
  fc
    .tuple(fc.constantFrom(...ipv4Blocks), fc.nat(2 ** 32 - 1))
    .map(([[first, bits], value]) => parts(number(first) + (value % 2 ** (32 - bits)))),
  fc.constant("168.63.129.16"),
);

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

  it("agrees with Node's list of the same blocks for any IPv4 address", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPrivateHost(hostOf(address))).toBe(blocked.check(address));
      }),
      { numRuns: 2000 },
    );
  });

  it("agrees with Node's list in each form that the URL parser reads as an IPv4 address", () => {
    fc.assert(
      fc.property(ipv4, fc.constantFrom(...ipv4Forms), (address, write) => {
        const host = hostOf(write(bytesOf(address), number(address)));
        expect(host).toBe(address);
        expect(isPrivateHost(host)).toBe(blocked.check(address));
      }),
      { numRuns: 2000 },
    );
  });

  it("returns true for a private IPv4 address in each form of IPv6 that leads to it", () => {
    const privateIPv4 = ipv4.filter((address) => blocked.check(address));
    const rest = fc.array(fc.integer({ min: 0x1000, max: 0xffff }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(privateIPv4, fc.constantFrom(...ipv6Forms), rest, (address, write, more) => {
        const tail = more.map((group) => group.toString(16)).join(":");
        expect(isPrivateHost(hostOf(`[${write(bytesOf(address), tail)}]`))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["Amazon, Google, Azure, Oracle, DigitalOcean", "169.254.169.254"],
    ["containers of Amazon", "169.254.170.2"],
    ["Amazon over IPv6", "[fd00:ec2::254]"],
    ["Google", "metadata.google.internal"],
    ["Google over IPv6", "[fd20:ce::254]"],
    ["Alibaba", "100.100.100.200"],
    ["Volcengine", "100.96.0.96"],
    ["Azure's host", "168.63.129.16"],
    ["Oracle, before", "192.0.0.192"],
    ["Scaleway", "[fd00:42::42]"],
    ["Amazon by name", "instance-data"],
    ["Amazon by its whole name", "instance-data.ec2.internal"],
    ["Azure by name", "metadata.azure.internal"],
    ["Azure mapped into IPv6", "[::ffff:168.63.129.16]"],
  ])("returns true for the metadata of %s: %s", (_, host) => {
    expect(isPrivateHost(hostOf(host))).toBe(true);
  });

  it.each(["168.63.129.15", "168.63.129.17", "168.63.129.160", "168.63.128.16", "16.168.63.129"])(
    "returns false beside Azure's host: %s",
    (host) => {
      expect(isPrivateHost(host)).toBe(false);
    },
  );

  it("returns true outside 2000::/3, and for 6to4 and Teredo, for any IPv6 address, however it is written", () => {
    const unicast = new BlockList();
    unicast.addSubnet("2000::", 3, "ipv6");
    const tunnels = new BlockList();
    tunnels.addSubnet("2002::", 16, "ipv6");
    tunnels.addSubnet("2001::", 32, "ipv6");
    const starts = ["1", "2", "3", "4", "20", "fc", "64", "", "2001", "2001:0", "2001:1", "2002", "2003"];
    const near = fc.tuple(fc.constantFrom(...starts), fc.ipV6()).map(([start, rest]) => {
      const [, ...groups] = rest.split(":");
      const rest7 = start.includes(":") ? groups.slice(1) : groups;
      return start ? [start.padEnd(4, "f"), ...rest7].join(":") : rest;
    });
    fc.assert(
      fc.property(
        near.filter((written) => URL.canParse(`http://[${written}]/`)),
        (written) => {
          const host = hostOf(`[${written}]`);
          const address = host.slice(1, -1);
          expect(isPrivateHost(host)).toBe(!unicast.check(address, "ipv6") || tunnels.check(address, "ipv6"));
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
    "localhost..",
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
    "[2001:4860:4860::8888]",
    "[2001:1::1]",
    "[2003::1]",
  ])("returns false for %s", (host) => {
    expect(isPrivateHost(host)).toBe(false);
  });
});
