#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { loadEnvironment } from "./env-file.ts";
import { CliError, exitCodes } from "./exit.ts";
import { isSupported } from "./runtime.ts";
import { style, toLine } from "./terminal.ts";

let isCut = false;

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader such as `head` closes the pipe once it has enough lines.
  if (error.code === "EPIPE") return endQuietly();
  // The disk is full or the terminal was closed. The command goes on, to save the images that are paid for.
  if (!isCut) tell([`Results cannot be written (${error.code})`]);
  isCut = true;
});

// Without standard error the command goes on, because open submissions may be billed.
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

/** Exits at once. If a command listens for SIGHUP, asks it to stop instead, because it may have open submissions. */
function endQuietly(): void {
  if (process.listenerCount("SIGHUP") === 0) process.exit(exitCodes.ok);
  process.emit("SIGHUP", "SIGHUP");
}

/** Refuses an older Node early, because it would fail in the middle of a batch without naming its version. */
function requireNode(version: string): void {
  if (isSupported(version)) return;
  throw new CliError(`This is Node ${version}; seedream needs Node 22.13 or newer`);
}

function readEnvironment(): void {
  try {
    loadEnvironment();
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError(
      `.env cannot be read (${Object(cause).code}); it must be a file with lines such as ARK_API_KEY=…`,
    );
  }
}

function tell([first = "", ...rest]: readonly string[]): void {
  const lines = [toLine(style("red", "Error:"), ` ${first}`), ...rest.map((line) => toLine(line))];
  process.stderr.write(`${lines.join("\n")}\n`);
}

/** Prints an error, and returns the exit code. */
function report(error: unknown): number {
  const { code, exitCode, message } = Object(error);
  // commander has already printed its own errors.
  if (typeof code === "string" && code.startsWith("commander.")) return exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  tell(error instanceof CliError ? error.lines : [typeof message === "string" ? message : String(error)]);
  return typeof exitCode === "number" ? exitCode : exitCodes.failed;
}
