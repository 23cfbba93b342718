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
  const clear = () => {
    if (shown) stderr.write("\r\u001b[K");
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
      stderr.write(`${line}\n`);
    },
    status(line) {
      if (!canRewrite || line === shown) return;
      clear();
      // A line that wraps could not be rewritten.
      stderr.write(line.slice(0, (stderr.columns || 80) - 1));
      shown = line;
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
