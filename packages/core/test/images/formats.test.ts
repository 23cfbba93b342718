import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sniffFormat } from "../../src/images/formats.ts";

const base64 = (text: string) => Buffer.from(text, "latin1").toString("base64");

const beginnings: [string, string][] = [
  ["jpeg", "\xff\xd8\xff\xe0\0\x10JFIF"],
  ["png", "\x89PNG\r\n\x1a\n"],
  ["webp", "RIFF\x01\x02\x03\x04WEBPVP8 "],
  ["webp", "RIFF\xff\xff\xff\xffWEBPVP8L"],
  ["gif", "GIF89a"],
  ["bmp", "BM\x36\x00\x0c\x00"],
  ["tiff", "II*\0\x08\0\0\0"],
  ["tiff", "MM\0*\0\0\0\x08"],
  ["heic", "\0\0\0\x18ftypheic\0\0\0\0"],
  ["heic", "\0\0\0\x18ftyphevc\0\0\0\0"],
  ["heif", "\0\0\0\x18ftypmif1\0\0\0\0"],
];

describe("sniffFormat", () => {
  it.each(beginnings)("recognises %s by how the file begins, not by what is in it", (format, bytes) => {
    expect(sniffFormat(base64(bytes))).toBe(format);
    for (const before of ["<p>", "<html>", "<html><p>"]) expect(sniffFormat(base64(before + bytes))).toBeUndefined();
  });

  it("recognises a bitmap of any size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), (byte) => {
        expect(sniffFormat(base64(`BM${String.fromCharCode(byte)}\0`))).toBe("bmp");
      }),
    );
  });

  it.each(["", "<html>", "RIFF\x01\x02\x03\x04WAVEfmt ", "\0\0\0\x18ftypmp42", "BA\x36\x00"])(
    "recognises nothing in %j",
    (bytes) => {
      expect(sniffFormat(base64(bytes))).toBeUndefined();
    },
  );
});
