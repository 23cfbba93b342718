import { styleText } from "node:util";

/** Where a command writes. Standard output is for results, standard error for people. */
export interface Terminal {
  /** Whether results are JSON: with --json, and when standard output is no terminal. */
  readonly isJson: boolean;
  /** Writes a line of results. */
  out(line: string): void;
  /** Writes a line for people. */
  note(line: string): void;
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
    out(line) {
      clear();
      stdout.write(`${line}\n`);
    },
    note(line) {
      clear();
      // The terminal writes "^C" by itself.
      if (canRewrite) stderr.write("\r\u001b[K");
      stderr.write(`${line}\n`);
    },
    status(line) {
      // A line that wraps could not be rewritten; the terminal itself adds "^C" to it.
      const text = line.slice(0, Math.max(0, columns() - 3));
      if (!canRewrite || text === shown) return;
      clear();
      stderr.write(text);
      shown = text;
    },
  };
}

/** Styles text for standard error; plain where that is no terminal, and with NO_COLOR. */
export function style(format: "red" | "yellow" | "green", text: string): string {
  return styleText(format, text, { stream: process.stderr });
}

/** A bar of 20 characters. */
export function bar(fraction: number): string {
  const full = Math.round(Math.min(Math.max(fraction, 0), 1) * 20);
  return `${"█".repeat(full)}${"░".repeat(20 - full)} ${String(Math.round(fraction * 100)).padStart(3)} %`;
}
