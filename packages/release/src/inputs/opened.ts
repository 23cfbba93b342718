import { basename, dirname } from "node:path";

/** An opened file. Paths are absolute, with symbolic links resolved. */
export interface Opened {
  readonly path: string;
  readonly isWritten: boolean;
}

/** `openat(AT_FDCWD</work>, "a.ts", O_RDONLY) = 18</work/a.ts>`, as strace writes it with `-y`. */
const CALL = /\bopen(?:at)?\(.*, (O_\w+[^)]*)\) = \d+<(.*)>$/;

/** Returns what a log of strace says was opened, in order. */
export function readOpened(log: string): Opened[] {
  return log.split("\n").flatMap((line) => {
    const [, flags, path] = CALL.exec(line) ?? [];
    if (flags === undefined || path === undefined || flags.includes("O_DIRECTORY")) return [];
    return [{ path: decode(path), isWritten: /O_(WRONLY|CREAT|TRUNC)/.test(flags) }];
  });
}

/** A file that is written whole is written as a part first, hidden beside it. */
const HIDDEN_PART = /^\.[\w-]+\.part$/;

/** Returns the files that were read as they were before: those that were written first are the program's own. */
export function readFiles(opened: readonly Opened[]): string[] {
  const first = new Map<string, boolean>();
  // Which file a hidden part becomes is not recorded: what is read beside it afterwards may be that.
  const folders = new Set<string>();
  for (const { path, isWritten } of opened) {
    if (isWritten && HIDDEN_PART.test(basename(path))) folders.add(dirname(path));
    // The renaming is not recorded.
    const name = isWritten ? path.replace(/\.part$/, "") : path;
    if (!first.has(name)) first.set(name, isWritten || folders.has(dirname(name)));
  }
  return [...first].filter(([, isWritten]) => !isWritten).map(([path]) => path);
}

/** strace writes what is not ASCII byte by byte, in octal digits. */
function decode(path: string): string {
  const bytes = path.replace(/\\([0-7]{1,3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
