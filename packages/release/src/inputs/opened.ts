import { basename, dirname } from "node:path";

/** An opened file. Paths are absolute, with symbolic links resolved. */
export interface Opened {
  readonly path: string;
  readonly isWritten: boolean;
}

/** `openat(AT_FDCWD</work>, "a.ts", O_RDONLY) = 18</work/a.ts>`, as strace writes it with `-y`. */
const CALL = /\bopen(?:at)?\(.*, (O_\w+[^)]*)\) = \d+<(.*)>$/;

/** Returns the opened files in a log of strace, in order. */
export function readOpened(log: string): Opened[] {
  return log.split("\n").flatMap((line) => {
    const [, flags, path] = CALL.exec(line) ?? [];
    if (flags === undefined || path === undefined || flags.includes("O_DIRECTORY")) return [];
    return [{ path: decode(path), isWritten: /O_(WRONLY|CREAT|TRUNC)/.test(flags) }];
  });
}

/** Name of a hidden part file. An atomic write fills the part first, then renames it. */
const HIDDEN_PART = /^\.[\w-]+\.part$/;

/** Returns the files that the program read without writing them first. Other files are its own output. */
export function readFiles(opened: readonly Opened[]): string[] {
  const first = new Map<string, boolean>();
  // The log does not show the new name of a hidden part, so any file that is read beside it later may be that part.
  const folders = new Set<string>();
  for (const { path, isWritten } of opened) {
    if (isWritten && HIDDEN_PART.test(basename(path))) folders.add(dirname(path));
    // The log does not show the renaming.
    const name = isWritten ? path.replace(/\.part$/, "") : path;
    if (!first.has(name)) first.set(name, isWritten || folders.has(dirname(name)));
  }
  return [...first].filter(([, isWritten]) => !isWritten).map(([path]) => path);
}

/** Decodes a path, because strace writes each byte outside ASCII in octal digits. */
function decode(path: string): string {
  const bytes = path.replace(/\\([0-7]{1,3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
