import { crc32 } from "node:zlib";

/** A file in an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Writes files into a ZIP archive, as they are: images do not get smaller. */
export function zip(files: readonly ArchivedFile[]): Uint8Array<ArrayBuffer> {
  const parts: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const title = Buffer.from(name, "utf8");
    const common = commonFields(bytes, title.length);
    const head = Buffer.concat([number(0x04034b50, 4), number(20, 2), common, title]);
    entries.push(
      Buffer.concat([
        number(0x02014b50, 4),
        number(20, 2),
        number(20, 2),
        common,
        Buffer.alloc(10),
        number(offset, 4),
        title,
      ]),
    );
    parts.push(head, Buffer.from(bytes));
    offset += head.length + bytes.length;
  }
  const directory = Buffer.concat(entries);
  const count = Buffer.concat([number(files.length, 2), number(files.length, 2)]);
  const end = [
    number(0x06054b50, 4),
    number(0, 4),
    count,
    number(directory.length, 4),
    number(offset, 4),
    number(0, 2),
  ];
  return Uint8Array.from(Buffer.concat([...parts, directory, ...end]));
}

/** Fields that an entry of the directory shares with the head of its file. */
function commonFields(bytes: Uint8Array, nameLength: number): Buffer {
  const utf8 = 0x0800;
  return Buffer.concat([
    number(utf8, 2),
    // Stored, on 1 January 1980, which is the first day that the format has.
    number(0, 2),
    number(0, 2),
    number(0x21, 2),
    number(crc32(bytes), 4),
    number(bytes.length, 4),
    number(bytes.length, 4),
    number(nameLength, 2),
    number(0, 2),
  ]);
}

function number(value: number, size: 2 | 4): Buffer {
  const buffer = Buffer.alloc(size);
  buffer.writeUIntLE(value, 0, size);
  return buffer;
}
