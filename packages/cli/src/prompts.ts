import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { decode } from "./decode.ts";
import { CliError } from "./exit.ts";
import type { Terminal } from "./terminal.ts";

/** Time after which a note says that the command waits for standard input, in ms. */
const patience = 2_000;

/** Reads the prompt from the argument, from a file, or from standard input if the argument is "-" or missing. */
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
    return textOf(bytes, file, "Save it as UTF-8");
  }
  if (argument !== undefined && argument !== "-") return argument;
  if (argument === undefined && process.stdin.isTTY) {
    throw new CliError('A prompt is missing: seedream generate "a lighthouse at dusk"');
  }
  const timer = setTimeout(() => terminal.note("Reading the prompt from standard input; end it with Ctrl-D"), patience);
  try {
    const wayOut = "Have the program before it write UTF-8, or pass a file with --prompt-file";
    return textOf(await buffer(process.stdin), "Standard input", wayOut);
  } finally {
    clearTimeout(timer);
  }
}

/** @throws {CliError} for bytes that are not text, because an image of replacement characters would be billed. */
function textOf(bytes: Uint8Array, source: string, wayOut: string): string {
  const text = decode(bytes, source, "utf-8", wayOut);
  if (text.includes("\0")) throw new CliError(`${source} has NUL characters: it may be UTF-16. ${wayOut}`);
  return text.trim();
}
