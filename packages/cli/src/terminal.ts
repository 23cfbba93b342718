import { styleText } from "node:util";

/** Text with a colour. */
export interface Styled {
  readonly format: "red" | "yellow" | "green";
  readonly text: string;
}

/**
 * Output of a command: results on standard output, lines for people on standard error. Writes control characters
 * visibly, because a message of a server must not move the cursor or look like a second line.
 */
export interface Terminal {
  /** Whether results are JSON: with --json, and when standard output is not a terminal. */
  readonly isJson: boolean;
  /** Writes a line of results. */
  out(...line: readonly (string | Styled)[]): void;
  /** Writes a line for people. */
  note(...line: readonly (string | Styled)[]): void;
  /** Rewrites the last line for people; "" removes it. Does nothing on a terminal that cannot rewrite lines. */
  status(line: string): void;
}

/** Opens the terminal of this process. */
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
      // Removes the "^C" that the terminal writes by itself.
      if (canRewrite) stderr.write("\r\u001b[K");
      stderr.write(`${toLine(...line)}\n`);
    },
    status(line) {
      // A wrapped line cannot be rewritten. The last columns are left for the "^C" of the terminal.
      const text = toLine(line).slice(0, Math.max(0, columns() - 3));
      if (!canRewrite || text === shown) return;
      clear();
      stderr.write(text);
      shown = text;
    },
  };
}

/** Gives text a colour if standard error is a terminal and NO_COLOR is not set. */
export function style(format: Styled["format"], text: string): Styled {
  return { format, text };
}

/** Joins texts to a line, without a line break. */
export function toLine(...parts: readonly (string | Styled)[]): string {
  return parts
    .map((part) =>
      typeof part === "string" ? visible(part) : styleText(part.format, visible(part.text), { stream: process.stderr }),
    )
    .join("");
}

/** Escapes control characters as JSON does. Keeps the tab, and also escapes C1, which JSON leaves unchanged. */
function visible(text: string): string {
  const names: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r" };
  return text.replace(
    /(?!\t)\p{Cc}/gu,
    (control) => names[control] ?? `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Draws a bar of 20 characters, followed by the percentage. */
export function bar(fraction: number): string {
  const full = Math.round(Math.min(Math.max(fraction, 0), 1) * 20);
  return `${"█".repeat(full)}${"░".repeat(20 - full)} ${String(Math.round(fraction * 100)).padStart(3)} %`;
}
