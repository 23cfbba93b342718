import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { decode } from "./decode.ts";
import { CliError } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

/** How long standard input may be silent before somebody is told what is waited for, in ms. */
const patience = 2_000;

/** Reads the prompt: the argument, a file, or standard input for "-" and where there is no argument. */
export async function readPrompt(
  argument: string | undefined,
  file: string | undefined,
  terminal: Terminal,
): Promise<string> {
  if (argument !== undefined && file !== undefined) throw new CliError("Pass a prompt or --prompt-file, not both");
  if (file !== undefined) {
    const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
      throw new CliError(`${file} cannot be read (${cause.code ?? cause.message})`);
    });
    return decode(bytes, file).trim();
  }
  if (argument !== undefined && argument !== "-") return argument;
  if (argument === undefined && process.stdin.isTTY) {
    throw new CliError('A prompt is missing: seedream generate "a lighthouse at dusk"');
  }
  const timer = setTimeout(() => terminal.note("Reading the prompt from standard input; end it with Ctrl-D"), patience);
  try {
    return (await text(process.stdin)).trim();
  } finally {
    clearTimeout(timer);
  }
}
