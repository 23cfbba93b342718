import { randomFrom } from "../hash.ts";
import type { ImageFile, Picture } from "../picture.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const BITS_PER_PIXEL = 1;
const INDEXED = 3;

/** Makes a PNG of one colour with APIs that every runtime has. It has one bit a pixel, and a palette of one entry. */
export async function plainPng({ width, height, theme, transparent }: Picture): Promise<ImageFile> {
  const header = new Uint8Array(13);
  const fields = new DataView(header.buffer);
  fields.setUint32(0, width);
  fields.setUint32(4, height);
  header[8] = BITS_PER_PIXEL;
  header[9] = INDEXED;
  const rows = new Uint8Array(height * (1 + Math.ceil((width * BITS_PER_PIXEL) / 8)));
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk("IHDR", header),
    chunk("PLTE", colour(theme)),
    ...(transparent ? [chunk("tRNS", Uint8Array.of(0))] : []),
    chunk("IDAT", await deflate(rows)),
    chunk("IEND", new Uint8Array()),
  ];
  return { type: "image/png", bytes: new Uint8Array(await new Blob(parts).arrayBuffer()) };
}

function colour(theme: string): Uint8Array {
  const random = randomFrom(theme);
  return Uint8Array.from([0, 0, 0], () => 64 + random() * 128);
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(data.length + 12);
  const fields = new DataView(bytes.buffer);
  fields.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(data, 8);
  fields.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)));
  return bytes;
}

/** Returns the checksum of PNG chunks (ISO 3309). It works bit by bit, because the data is small. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
