import { CliError } from "./exit.ts";

const tables = 'Save it as "CSV UTF-8", or pass --encoding, such as gbk';

/**
 * Decodes text in `encoding`, or in UTF-16 if it begins with a byte order mark.
 *
 * @param wayOut Advice at the end of the error. Default: advice for tables.
 * @throws {CliError} that names the first line in another encoding.
 */
export function decode(bytes: Uint8Array, file: string, encoding = "utf-8", wayOut = tables): string {
  const name = markedEncoding(bytes) ?? encoding;
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new CliError(`"${encoding}" is not a known encoding; write one such as gbk or windows-1252`);
    const line = firstBadLine(bytes, name);
    throw new CliError(`${file}, line ${line}: it is not ${name.toUpperCase()}. ${wayOut}`);
  }
}

/** Returns the encoding that a byte order mark names; `undefined` for UTF-8, where the mark is optional. */
export function markedEncoding([first, second]: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : undefined;
}

function firstBadLine(bytes: Uint8Array, encoding: string): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start);
    const part = bytes.subarray(start, end < 0 ? bytes.length : end);
    try {
      new TextDecoder(encoding, { fatal: true }).decode(part);
    } catch {
      return line;
    }
    if (end < 0) break;
    start = end + 1;
  }
  return line;
}
