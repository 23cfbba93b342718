import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";
import { onTestFinished } from "vitest";
import { folder, keys } from "./seedream.ts";

/** A program in a pseudo-terminal, and its screen. */
export interface Screen {
  /** Sends keys: `"\u0003"` is Ctrl-C. */
  type(text: string): void;
  resize(columns: number): void;
  /** Closes the terminal, like closing its window. */
  close(): void;
  /** Lines of the screen and of its scrollback, without empty lines at the end. */
  lines(): string[];
  /** Returns the whole output of the program, with its control sequences. */
  raw(): string;
  /** Waits for a line. */
  until(pattern: RegExp): Promise<void>;
  /** Resolves to the exit code once the program has ended and the screen shows all of its output. */
  readonly ended: Promise<number>;
}

interface Options {
  readonly columns?: number;
  readonly env?: Record<string, string>;
}

const patience = 30_000;

/** Starts a program in a pseudo-terminal. */
export function openScreen(file: string, args: readonly string[], { columns = 80, env = {} }: Options = {}): Screen {
  const { NO_COLOR, FORCE_COLOR, CI, ...environment } = process.env;
  const program = spawn(file, [...args], {
    cols: columns,
    rows: 24,
    cwd: folder,
    env: { ...environment, TERM: "xterm-256color", ...keys, ...env },
  });
  const terminal = new xterm.Terminal({ cols: columns, rows: 24, scrollback: 1000, allowProposedApi: true });
  let raw = "";
  program.onData((text) => {
    raw += text;
    terminal.write(text);
  });
  const ended = new Promise<number>((resolve) => {
    // An empty write ends after all earlier writes.
    program.onExit(({ exitCode }) => terminal.write("", () => resolve(exitCode)));
  });
  onTestFinished(() => program.kill("SIGKILL"));
  const lines = () => {
    const { active } = terminal.buffer;
    const all = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? "");
    while (all.at(-1) === "") all.pop();
    return all;
  };
  return {
    type: (text) => program.write(text),
    resize(columns) {
      program.resize(columns, 24);
      terminal.resize(columns, 24);
    },
    close: () => program.kill("SIGHUP"),
    lines,
    raw: () => raw,
    async until(pattern) {
      const limit = Date.now() + patience;
      while (!lines().some((line) => pattern.test(line))) {
        if (Date.now() > limit) throw new Error(`The screen has no ${pattern}:\n${lines().join("\n")}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    ended,
  };
}
