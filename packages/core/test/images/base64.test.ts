import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { byteLength, fromBase64, toBase64 } from "../../src/images/base64.ts";

describe("Base64", () => {
  const own = new Uint8Array([1, 2, 3]);
  afterEach(() => {
    Reflect.deleteProperty(own, "toBase64");
  });

  it("is left to the runtime where the runtime has it", () => {
    expect(toBase64(own)).toBe("AQID");
    Object.defineProperty(own, "toBase64", { value: () => "of the runtime", configurable: true });
    expect(toBase64(own)).toBe("of the runtime");
  });

  it.each([0, 1, 0x5fff, 0x6000, 0x6001, 0x6002, 0x8000, 0x10000])("of %i bytes comes back the same", (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => i % 251);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });

  it("of any bytes comes back the same", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100_000 }), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });
});

describe("byteLength", () => {
  it("counts the bytes of any Base64, padded or not", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const base64 = Buffer.from(bytes).toString("base64");
        expect(byteLength(base64)).toBe(bytes.length);
        expect(byteLength(base64.replaceAll("=", ""))).toBe(bytes.length);
      }),
    );
  });
});
