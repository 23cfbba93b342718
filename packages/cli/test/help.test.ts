import type { Command } from "commander";
import { expect, it } from "vitest";
import { createProgram } from "../src/program.ts";
import { readLine } from "../src/shell-words.ts";

/** Returns all commands below one, with their paths. */
function commandsOf(command: Command, parents: readonly string[] = []): { path: string; command: Command }[] {
  return command.commands.flatMap((child) => {
    const path = [...parents, child.name()];
    return [{ path: path.join(" "), command: child }, ...commandsOf(child, path)];
  });
}

/** Returns the printed help of a command, with its examples. */
function helpOf(command: Command): string {
  let text = "";
  command.configureOutput({ writeOut: (piece) => (text += piece) }).outputHelp();
  return text;
}

/** Returns the arguments of each `seedream` call in a line, without comments, pipes and variables. */
function callsOf(line: string): string[][] {
  return line
    .replace(/ +# .*/, "")
    .split(/ && | \| /)
    .flatMap((call) => /(?:^|\s)seedream (.*)/.exec(call)?.[1] ?? [])
    .map((call) => readLine(call).map(({ text }) => text));
}

const program = createProgram("1.0.0");
const commands = commandsOf(program).filter(({ path }) => path !== "complete");

it("has an example of every command", () => {
  expect(commands.length).toBeGreaterThan(15);
  for (const { path, command } of commands) {
    const help = helpOf(command);
    expect(help, path).toContain(`Usage: seedream ${path}`);
    expect(help, path).toMatch(new RegExp(`^ .*seedream ${path}`, "m"));
  }
});

it("has examples that parse", async () => {
  const lines = [program, ...commands.map(({ command }) => command)].flatMap((command) =>
    helpOf(command)
      .split("\n")
      .filter((line) => /^ {2}.*seedream /.test(line)),
  );
  const calls = lines.flatMap(callsOf);
  expect(calls.length).toBeGreaterThan(30);
  for (const call of calls) {
    const fresh = createProgram("1.0.0");
    let hasRun = false;
    for (const { command } of commandsOf(fresh)) {
      if (command.commands.length > 0) continue;
      command.exitOverride().action(() => {
        hasRun = true;
      });
    }
    await fresh.exitOverride().parseAsync(call, { from: "user" });
    expect(hasRun, call.join(" ")).toBe(true);
  }
});
