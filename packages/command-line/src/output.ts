import { Console } from "node:console";

/** Output of a command, line by line. */
export interface Output {
  out(line: string): void;
  err(line: string): void;
}

// Unlike the streams themselves, a Console ignores a closed pipe: `pnpm spec:diff | head`.
const streams = new Console(process.stdout, process.stderr);

export const terminal: Output = {
  out: (line) => streams.log(line),
  err: (line) => streams.error(line),
};
