#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { loadEnvironment } from "./clients.ts";
import { exitCodes } from "./exit.ts";
import { style } from "./terminal.ts";

// A reader that closes the pipe, such as `head`, has all it wants.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(exitCodes.ok);
  // The terminal was closed: what is paid for is still saved.
  if (error.code !== "EIO") throw error;
});

// Nobody reads what is for people: the work goes on, because what is out is paid for.
process.stderr.on("error", () => {});

try {
  loadEnvironment();
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

/** Tells an error in a sentence, and returns the exit code. */
function report(error: unknown): number {
  const { code, exitCode, message } = Object(error);
  // commander has written its own.
  if (typeof code === "string" && code.startsWith("commander.")) return exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  process.stderr.write(`${style("red", "Error:")} ${typeof message === "string" ? message : String(error)}\n`);
  return typeof exitCode === "number" ? exitCode : exitCodes.failed;
}
