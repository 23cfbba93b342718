import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { lookupHost } from "../../src/node.ts";
import { systemLookup } from "../system-lookup.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function found(...addresses: readonly string[]): Promise<string[]> {
  systemLookup(async () => addresses.map((address) => ({ address, family: 4 })));
  return (await lookupHost("files.test")).map(({ address }) => address);
}

describe("lookupHost()", () => {
  it("returns every address that the system finds", async () => {
    const addresses = ["93.184.215.14", "10.0.0.1", "2606:2800:21f:cb07::1", "::1", "fe80::1%eth0"];
    const lookup = systemLookup(async () => addresses.map((address) => ({ address })));
    expect(await lookupHost("files.test")).toEqual(addresses.map((address) => ({ address })));
    expect(lookup).toHaveBeenLastCalledWith("files.test", { all: true });
  });

  it("leaves out the addresses that a proxy returns in place of public ones", async () => {
    expect(await found("198.18.0.1", "198.19.255.255")).toEqual([]);
    const others = ["198.17.0.1", "198.20.0.1", "198.1.8.1", "1.198.18.1", "2001:198:18::1"];
    expect(await found(...others)).toEqual(others);
  });

  it("translates the addresses of a network without IPv4 back to IPv4", async () => {
    await fc.assert(
      fc.asyncProperty(fc.ipV4(), async (address) => {
        const bytes = Buffer.from(address.split(".").map(Number));
        const groups = [bytes.readUInt16BE(0), bytes.readUInt16BE(2)].map((group) => group.toString(16));
        expect(await found(`64:ff9b::${groups.join(":")}`)).toEqual([address]);
      }),
    );
    const others = ["64:ff9b::1", "64:ff9b:1::808:808", "1:64:ff9b::808:808", "64:ff9b::808:808:1"];
    expect(await found(...others)).toEqual(others);
  });

  it.each([undefined, {}, { getBuiltinModule: () => undefined }])(
    "returns no address where the runtime has no resolver: process is %j",
    async (process) => {
      vi.stubGlobal("process", process);
      const addresses = lookupHost("files.test");
      vi.unstubAllGlobals();
      expect(await addresses).toEqual([]);
    },
  );
});
