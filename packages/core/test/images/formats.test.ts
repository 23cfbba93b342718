import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImageFormat } from "../../src/contract/catalogue.ts";
import { sniffFormat } from "../../src/images/formats.ts";

interface Magic {
  readonly format: ImageFormat;
  /** Bytes at the start of a file; a number stands for that many arbitrary bytes. */
  readonly parts: readonly (string | number)[];
  /** First and last index of the bytes that identify the format. */
  readonly telling: readonly (readonly [first: number, last: number])[];
}

const magic: readonly Magic[] = [
  { format: "jpeg", parts: ["\xff\xd8\xff"], telling: [[0, 2]] },
  { format: "png", parts: ["\x89PNG\r\n\x1a\n"], telling: [[0, 7]] },
  {
    format: "webp",
    parts: ["RIFF", 4, "WEBP"],
    telling: [
      [0, 3],
      [8, 11],
    ],
  },
  { format: "gif", parts: ["GIF87a"], telling: [[0, 4]] },
  { format: "gif", parts: ["GIF89a"], telling: [[0, 4]] },
  {
    format: "bmp",
    parts: ["BM", 4, "\0\0\0\0"],
    telling: [
      [0, 1],
      [6, 8],
    ],
  },
  { format: "tiff", parts: ["II*\0"], telling: [[0, 3]] },
  { format: "tiff", parts: ["MM\0*"], telling: [[0, 3]] },
  { format: "heic", parts: [4, "ftypheic"], telling: [[6, 9]] },
  { format: "heic", parts: [4, "ftypheix"], telling: [[6, 9]] },
  { format: "heic", parts: [4, "ftyphevc"], telling: [[6, 9]] },
  { format: "heif", parts: [4, "ftypmif1"], telling: [[6, 11]] },
];

const base64 = (bytes: Uint8Array | string) => Buffer.from(bytesOf(bytes)).toString("base64");
const bytesOf = (content: Uint8Array | string) =>
  typeof content === "string" ? Uint8Array.from(Buffer.from(content, "latin1")) : content;

/** A file with only its magic bytes. */
const shortest = ({ parts }: Magic) => parts.map((part) => (typeof part === "string" ? part : "\0".repeat(part)));

/** Files with random bytes around the magic ones. */
function filesOf({ parts }: Magic): fc.Arbitrary<Uint8Array> {
  const sections = parts.map((part) =>
    typeof part === "string" ? fc.constant(bytesOf(part)) : fc.uint8Array({ minLength: part, maxLength: part }),
  );
  return fc.tuple(...sections, fc.uint8Array()).map((all) => Uint8Array.from(all.flatMap((bytes) => [...bytes])));
}

const cases = magic.map((row) => ({ ...row, row, bytes: JSON.stringify(shortest(row).join("")) }));

describe("sniffFormat()", () => {
  it.each(cases)("recognises $format by $bytes, with any other content", ({ format, row }) => {
    // Any bytes before "ftyp" can be the magic ones of another format.
    const files = filesOf(row).filter((bytes) => sniffFormat(base64(bytes.subarray(0, 4))) === undefined);
    const all = typeof row.parts[0] === "number" ? files : filesOf(row);
    fc.assert(
      fc.property(all, (bytes) => {
        expect(sniffFormat(base64(bytes))).toBe(format);
      }),
      { numRuns: 500 },
    );
  });

  it.each(cases)("does not recognise $format in $bytes with one byte changed", ({ row, telling }) => {
    for (const [first, last] of telling) {
      for (let place = first; place <= last; place++) {
        const bytes = bytesOf(`${shortest(row).join("")}\0\0\0`);
        bytes[place] = (bytes[place] ?? 0) ^ 0x20;
        expect(sniffFormat(base64(bytes))).toBeUndefined();
      }
    }
  });

  it.each(cases)("does not recognise $format by $bytes inside a file", ({ row }) => {
    for (const before of ["<p>", "<html>", "<html><p>"]) {
      expect(sniffFormat(base64(before + shortest(row).join("")))).toBeUndefined();
    }
  });

  it.each([
    "",
    "A",
    "<html>",
    '{"error":1}',
    "%PDF-1.7",
    "\0asm",
    "BM is no bitmap",
    "RIFF\0\0\0\0WAVE",
    "\0\0\0\x18ftypisom",
  ])("recognises no image in %j", (content) => {
    expect(sniffFormat(base64(content))).toBeUndefined();
  });

  it("needs no more than 24 bytes", () => {
    fc.assert(
      fc.property(fc.oneof(...magic.map(filesOf), fc.uint8Array()), (bytes) => {
        expect(sniffFormat(base64(bytes.subarray(0, 24)))).toBe(sniffFormat(base64(bytes)));
      }),
      { numRuns: 1000 },
    );
  });
});
