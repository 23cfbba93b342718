import { Buffer } from "node:buffer";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { byteLength, fromBase64, toBase64 } from "../../src/images/base64.ts";

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

const original = {
  toBase64: Object.getOwnPropertyDescriptor(Uint8Array.prototype, "toBase64"),
  fromBase64: Object.getOwnPropertyDescriptor(Uint8Array, "fromBase64"),
};

function restore(target: object, name: string, descriptor: PropertyDescriptor | undefined) {
  if (descriptor) Object.defineProperty(target, name, descriptor);
  else Reflect.deleteProperty(target, name);
}

afterEach(() => {
  restore(Uint8Array.prototype, "toBase64", original.toBase64);
  restore(Uint8Array, "fromBase64", original.fromBase64);
  vi.unstubAllGlobals();
});

const runtimes: [string, () => { encoded: number; decoded: number }][] = [
  [
    "without Base64 of its own",
    () => {
      restore(Uint8Array.prototype, "toBase64", undefined);
      restore(Uint8Array, "fromBase64", undefined);
      vi.stubGlobal("Buffer", undefined);
      return { encoded: 0, decoded: 0 };
    },
  ],
  [
    "with Buffer alone, as Node before 26",
    () => {
      restore(Uint8Array.prototype, "toBase64", undefined);
      restore(Uint8Array, "fromBase64", undefined);
      return { encoded: 0, decoded: 0 };
    },
  ],
  [
    "with Base64 of its own",
    () => {
      const used = { encoded: 0, decoded: 0 };
      const toBase64 = function (this: Uint8Array) {
        used.encoded++;
        return encode(this);
      };
      const fromBase64 = (text: string) => {
        used.decoded++;
        if (!/^([\w+/]{4})*([\w+/]{2,3}=*)?$/.test(text.replace(/\s/g, ""))) throw new SyntaxError("not Base64");
        return Uint8Array.from(Buffer.from(text, "base64"));
      };
      Object.defineProperty(Uint8Array.prototype, "toBase64", { value: toBase64, configurable: true });
      Object.defineProperty(Uint8Array, "fromBase64", { value: fromBase64, configurable: true });
      return used;
    },
  ],
];

describe.each(runtimes)("in a runtime %s", (_, install) => {
  it("toBase64() agrees with Buffer, and fromBase64() returns the bytes again", () => {
    install();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
        expect(toBase64(bytes)).toBe(encode(bytes));
        expect(fromBase64(encode(bytes))).toEqual(bytes);
      }),
    );
  });

  it.each([0, 1, 0x7fff, 0x8000, 0x8001, 0x10000, 0x28003])("both convert %i bytes", (length) => {
    install();
    const bytes = Uint8Array.from({ length }, (_, i) => i % 251);
    expect(toBase64(bytes)).toBe(encode(bytes));
    expect(fromBase64(encode(bytes))).toEqual(bytes);
  });

  it("toBase64() converts only the bytes of a view", () => {
    install();
    expect(toBase64(new Uint8Array([0, 1, 2, 3, 4]).subarray(1, 4))).toBe("AQID");
  });

  it.each(["%%%", "A", "AAAA=AAA", "é", "AA-_"])("fromBase64() throws for %j", (text) => {
    install();
    expect(() => fromBase64(text)).toThrow();
  });

  it.each([0x6000, 0x8000, 0x10000])("fromBase64() throws for padding inside a text, after %i characters", (length) => {
    install();
    for (const end of ["A===", "AA==", "AAA="]) {
      expect(() => fromBase64(`${"A".repeat(length - 4)}${end}AAAA`)).toThrow();
    }
  });

  it("fromBase64() skips white space", () => {
    install();
    expect(fromBase64(" AQID\r\nBA==\n")).toEqual(new Uint8Array([1, 2, 3, 4]));
  });

  it("fromBase64() accepts Base64 without padding", () => {
    install();
    expect(fromBase64("AQ")).toEqual(new Uint8Array([1]));
  });
});

it("both use the runtime's own Base64 if it has one", () => {
  const used = runtimes[2]?.[1]();
  const btoa = vi.spyOn(globalThis, "btoa");
  const atob = vi.spyOn(globalThis, "atob");
  expect(fromBase64(toBase64(new Uint8Array([1, 2, 3])))).toEqual(new Uint8Array([1, 2, 3]));
  expect(used).toEqual({ encoded: 1, decoded: 1 });
  expect(btoa).not.toHaveBeenCalled();
  expect(atob).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

it("toBase64() uses Buffer if the runtime has no Base64 of its own", () => {
  runtimes[1]?.[1]();
  const btoa = vi.spyOn(globalThis, "btoa");
  expect(toBase64(new Uint8Array([1, 2, 3]))).toBe("AQID");
  expect(btoa).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

it("toBase64() encodes more bytes than a call has arguments", () => {
  runtimes[0]?.[1]();
  expect(toBase64(new Uint8Array(2 ** 21))).toHaveLength(4 * Math.ceil(2 ** 21 / 3));
});

it.each([
  ["", 0],
  ["==", 0],
  ["AQ==", 1],
  ["AQI=", 2],
  ["AQID", 3],
  ["AQIDBA", 4],
])("byteLength() counts no padding: %j has %i bytes", (base64, bytes) => {
  expect(byteLength(base64)).toBe(bytes);
});
