import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type CommandResult, runCommand, startCommand } from "./command.ts";
import { readersEnvironment } from "./environment.ts";
import type { Program } from "./program.ts";
import { clientsMeant } from "./programs.ts";
import { runTests } from "./run-tests.ts";
import type { Session } from "./session.ts";
import { checkOutput } from "./stated-output.ts";

const loadTsx = join(import.meta.dirname, "load-tsx.ts");

/**
 * Runs a program in the folder of its README. It must end with exit code 0, print the output that its comments state
 * and no error, and all its calls must succeed. Under the scenarios of `also`, it must handle the failure.
 */
export async function runProgram(program: Program, session: Session): Promise<void> {
  const { project, providers, servers } = session;
  const { snippet, runner, file } = program;
  if (runner !== "node") return runTests(program, project);
  // The test runner loads its own configuration.
  if (file.endsWith(".config.ts")) return;
  if (snippet.options.serves) {
    const server = startCommand(commandFor(program), optionsFor(session, program));
    await servers.start(server);
    return checkOutput(program, project.withFreePorts, server.output());
  }
  // A failed snippet above may have left some statuses.
  providers.takeStatuses();
  const { output, ...result } = await run(program, session);
  expect(result.code, output).toBe(0);
  expect(result.stderr, output).toBe("");
  const failed = providers.takeStatuses().filter((status = 0) => status < 200 || status > 299);
  expect(failed, "statuses of failed calls").toEqual([]);
  checkOutput(program, project.withFreePorts, result.stdout);
  for (const name of snippet.options.also) {
    if (clientsMeant(name).length === 0) await expectHandled(name, program, session);
  }
}

/** Runs a program while every call fails. The program must print a message, and end with exit code 0. */
async function expectHandled(scenario: string, program: Program, session: Session): Promise<void> {
  const { providers } = session;
  providers.setScenario(scenario);
  const { code, output } = await run(program, session).finally(() => providers.setScenario(undefined));
  expect(code, `under ${scenario}: ${output}`).toBe(0);
  expect(providers.takeStatuses(), `responses under ${scenario}`).not.toEqual([]);
  expect(output, `output under ${scenario}`).not.toBe("");
}

async function run(program: Program, session: Session): Promise<CommandResult> {
  // Programs save images there, and `saveImage()` does not overwrite images of an earlier run.
  rmSync(join(session.project.folder, "out"), { recursive: true, force: true });
  const result = await runCommand(commandFor(program), optionsFor(session, program));
  return { ...result, output: session.project.inReadme(result.output) };
}

function commandFor({ file }: Program): readonly string[] {
  const jsx = file.endsWith(".tsx") ? ["--enable-source-maps", "--import", loadTsx] : [];
  return ["node", ...jsx, file];
}

function optionsFor(session: Session, { snippet }: Program) {
  return { cwd: session.project.folder, env: readersEnvironment(session, snippet) };
}
