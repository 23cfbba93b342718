import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { anyFormat } from "../src/any-format.ts";
import { fromBase64, toBase64 } from "../src/base64.ts";
import type { ReferenceImage } from "../src/contract.ts";
import { sniffFormat } from "../src/media-type.ts";
import { toReferences } from "../src/reference.ts";
import { catalogue } from "./fake-provider.ts";

const [spec, without] = catalogue.models;
const jpeg = (length: number) => Uint8Array.from({ length }, (_, i) => [0xff, 0xd8, 0xff, 0xe0][i] ?? 0);

/** What is found about an image. */
async function findings(image: ReferenceImage, model = spec) {
  const found: unknown[][] = [];
  const [reference] = await toReferences([image], model, (...finding) => found.push(finding));
  return { found, reference };
}

describe("a reference", () => {
  it("of exactly the most bytes is taken, and none of one more", async () => {
    for (const length of [998, 999, 1000]) expect((await findings(jpeg(length))).found).toEqual([]);
    for (const length of [1001, 1002, 1003]) {
      expect((await findings(jpeg(length))).found).toEqual([["images[0]", "bytes", length, 1000]]);
    }
  });

  it("has its size to the byte, whatever that is", async () => {
    const limited = (bytes: number) => spec && { ...spec, references: { formats: ["jpeg" as const], bytes } };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 4, max: 5000 }), async (length) => {
        expect((await findings(jpeg(length), limited(length))).found).toEqual([]);
        expect((await findings(jpeg(length), limited(length - 1))).found).toHaveLength(1);
      }),
    );
  });

  it("is taken by a model that is not known here, at any size", async () => {
    const { found, reference } = await findings(jpeg(5000), null as never);
    expect(found).toEqual([]);
    expect(reference).toMatch(/^data:image\/jpeg;base64,/);
  });

  it("of no known format is found out, and what would do is named", async () => {
    const page = new TextEncoder().encode("<html>");
    expect((await findings(page)).found).toEqual([["images[0]", "no-image", undefined, ["jpeg", "png"]]]);
    expect((await findings(page, without)).found).toEqual([["images[0]", "no-image", undefined, []]]);
  });

  it.each(["https://a.test/b?from=data:image/png;base64,AAAA", "HTTP://A.TEST/b", "https://a.test/b"])(
    "that is a URL goes out as it is: %s",
    async (url) => {
      expect(await findings(url)).toEqual({ found: [], reference: url });
    },
  );

  it.each([
    "xhttps://a.test/b",
    "see https://a.test/b",
    "https://a.test/b c",
    "https://",
    "data:text/html;base64,AAAA",
  ])("that is no URL is found out: %s", async (url) => {
    expect((await findings(url)).found).toEqual([["images[0]", "form", url, expect.any(Array)]]);
  });
});

describe("a format is told by how the file begins, and not by what is in it", () => {
  it.each([
    ["jpeg", "\xff\xd8\xff\xe0\0\x10JFIF"],
    ["png", "\x89PNG\r\n\x1a\n"],
    ["webp", "RIFF\x01\x02\x03\x04WEBPVP8 "],
    ["gif", "GIF89a"],
    ["bmp", "BM\x36\x00\x0c\x00"],
    ["tiff", "II*\0\x08\0\0\0"],
    ["tiff", "MM\0*\0\0\0\x08"],
    ["heic", "\0\0\0\x18ftypheic\0\0\0\0"],
    ["heif", "\0\0\0\x18ftypmif1\0\0\0\0"],
  ])("%s", (format, bytes) => {
    const base64 = (text: string) => Buffer.from(text, "latin1").toString("base64");
    expect(sniffFormat(base64(bytes), anyFormat)).toBe(format);
    for (const before of ["<p>", "<html>", "<html><p>"])
      expect(sniffFormat(base64(before + bytes), anyFormat)).toBeUndefined();
  });
});

describe("Base64", () => {
  afterEach(() => {
    Reflect.deleteProperty(own, "toBase64");
  });
  const own = new Uint8Array([1, 2, 3]);

  it("is left to the runtime where it knows it", () => {
    expect(toBase64(own)).toBe("AQID");
    Object.defineProperty(own, "toBase64", { value: () => "the runtime's", configurable: true });
    expect(toBase64(own)).toBe("the runtime's");
  });

  it.each([0, 1, 0x7fff, 0x8000, 0x8001, 0x10000])("of %i bytes comes back the same", (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => i % 251);
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });
});
