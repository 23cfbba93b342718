import { CliError } from "./exit.ts";

const tables = 'Save it as "CSV UTF-8", or pass --encoding, such as gbk';

/**
 * Decodes UTF-8, with or without a mark, and UTF-16 with one; refuses anything else.
 *
 * @param wayOut What to do about another encoding.
 */
export function decode(bytes: Uint8Array, file: string, encoding = "utf-8", wayOut = tables): string {
  const name = markedEncoding(bytes) ?? encoding;
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof RangeError)
      throw new CliError(`There is no encoding "${encoding}"; gbk and windows-1252 are two`);
    const line = firstBadLine(bytes, name);
    throw new CliError(`${file}, line ${line}: it is not ${name.toUpperCase()}. ${wayOut}`);
  }
}

/** Returns the encoding that a mark at the beginning names; `undefined` for UTF-8, where a mark is optional. */
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
