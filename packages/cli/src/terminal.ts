import { styleText } from "node:util";

/** Text in a colour of ours. */
export interface Styled {
  readonly format: "red" | "yellow" | "green";
  readonly text: string;
}

/**
 * Where a command writes. Standard output is for results, standard error for people. Control characters of a text become
 * visible: a message of a server must not move the cursor, or pass for another line.
 */
export interface Terminal {
  /** Whether results are JSON: with --json, and when standard output is not a terminal. */
  readonly isJson: boolean;
  /** Writes a line of results. */
  out(...line: readonly (string | Styled)[]): void;
  /** Writes a line for people. */
  note(...line: readonly (string | Styled)[]): void;
  /** Rewrites the last line for people; "" removes it. Nothing where lines cannot be rewritten. */
  status(line: string): void;
}

/** The terminal of this process. */
export function openTerminal(json: boolean): Terminal {
  const { stdout, stderr } = process;
  const canRewrite = stderr.isTTY === true && process.env.TERM !== "dumb";
  let shown = "";
  const columns = () => stderr.columns || 80;
  const clear = () => {
    if (!shown) return;
    // A terminal that became narrower has wrapped the line.
    const above = Math.ceil(shown.length / columns()) - 1;
    stderr.write(`\r${"\u001b[A".repeat(above)}\u001b[J`);
    shown = "";
  };
  return {
    isJson: json || stdout.isTTY !== true,
    out(...line) {
      clear();
      stdout.write(`${toLine(...line)}\n`);
    },
    note(...line) {
      clear();
      // The terminal writes "^C" by itself.
      if (canRewrite) stderr.write("\r\u001b[K");
      stderr.write(`${toLine(...line)}\n`);
    },
    status(line) {
      // A line that wraps could not be rewritten; the terminal itself adds "^C" to it.
      const text = toLine(line).slice(0, Math.max(0, columns() - 3));
      if (!canRewrite || text === shown) return;
      clear();
      stderr.write(text);
      shown = text;
    },
  };
}

/** Gives text a colour, where standard error is a terminal and NO_COLOR is not set. */
export function style(format: Styled["format"], text: string): Styled {
  return { format, text };
}

/** Joins texts to a line, without its end. */
export function toLine(...parts: readonly (string | Styled)[]): string {
  return parts
    .map((part) =>
      typeof part === "string" ? visible(part) : styleText(part.format, visible(part.text), { stream: process.stderr }),
    )
    .join("");
}

/** Writes control characters as JSON does: those of C0, but for the tab, and of C1, which JSON itself leaves as they are. */
function visible(text: string): string {
  const names: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r" };
  return text.replace(
    /(?!\t)\p{Cc}/gu,
    (control) => names[control] ?? `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A bar of 20 characters. */
export function bar(fraction: number): string {
  const full = Math.round(Math.min(Math.max(fraction, 0), 1) * 20);
  return `${"█".repeat(full)}${"░".repeat(20 - full)} ${String(Math.round(fraction * 100)).padStart(3)} %`;
}
