#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { loadEnvironment } from "./env-file.ts";
import { CliError, exitCodes } from "./exit.ts";
import { isSupported } from "./runtime.ts";
import { style, toLine } from "./terminal.ts";

let isCut = false;

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that closes the pipe, such as `head`, has all it wants.
  if (error.code === "EPIPE") return endQuietly();
  // A disk is full, or the terminal was closed: what is paid for is still saved.
  if (!isCut) tell([`Results cannot be written (${error.code})`]);
  isCut = true;
});

// Nobody reads what is for people: the work goes on, because what is out is paid for.
process.stderr.on("error", () => {});

try {
  requireNode(process.versions.node);
  readEnvironment();
  const { createProgram } = await import("./program.ts");
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const program = createProgram(version);
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
    command.exitOverride();
  }
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error);
}
process.once("exit", (code) => {
  if (isCut && code === exitCodes.ok) process.exitCode = exitCodes.failed;
});

/** Ends the command once nothing is out that is paid for: as after Ctrl-C, where there may be such work. */
function endQuietly(): void {
  if (process.listenerCount("SIGHUP") === 0) process.exit(exitCodes.ok);
  process.emit("SIGHUP", "SIGHUP");
}

/** Refused early: an older Node fails in the middle of a batch, without a word on its version. */
function requireNode(version: string): void {
  if (isSupported(version)) return;
  throw new CliError(`This is Node ${version}; seedream needs Node 22.13 or newer`);
}

function readEnvironment(): void {
  try {
    loadEnvironment();
  } catch (cause) {
    throw new CliError(
      `.env cannot be read (${Object(cause).code}); it must be a file with lines such as ARK_API_KEY=…`,
    );
  }
}

function tell([first = "", ...rest]: readonly string[]): void {
  const lines = [toLine(style("red", "Error:"), ` ${first}`), ...rest.map((line) => toLine(line))];
  process.stderr.write(`${lines.join("\n")}\n`);
}

/** Tells an error in a sentence, and returns the exit code. */
function report(error: unknown): number {
  const { code, exitCode, message } = Object(error);
  // commander has written its own.
  if (typeof code === "string" && code.startsWith("commander.")) return exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  tell(error instanceof CliError ? error.lines : [typeof message === "string" ? message : String(error)]);
  return typeof exitCode === "number" ? exitCode : exitCodes.failed;
}
