import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { runCommand } from "./command.ts";
import type { Program, Runner } from "./program.ts";
import type { Project } from "./project.ts";

type TestRunner = Exclude<Runner, "node">;

/** Runs tests that a README shows with their own runner, without variables in the environment. */
export async function runTests(program: Program, project: Project): Promise<void> {
  const { runner, file, snippet } = program;
  if (runner === "node") throw new Error(`${file} imports no test runner`);
  await expectPass(commands[runner](file, project), project);
  for (const environment of snippet.options.also) {
    expect(runner, `${environment}: only Vitest has environments`).toBe("vitest");
    await expectPass([...commands.vitest(file, project), "--environment", environment], project);
  }
}

const commands: Readonly<Record<TestRunner, (file: string, project: Project) => readonly string[]>> = {
  vitest: (file, { folder }) => ["vitest", "run", file, "--root", folder],
  "node:test": (file) => ["node", "--test", file],
  jest: (file, project) => {
    const config = {
      // Strips types as the reader's babel or ts-jest would. Plain JavaScript needs neither.
      transform: { "\\.ts$": join(import.meta.dirname, "strip-types.js") },
      extensionsToTreatAsEsm: [".ts"],
      testMatch: [`**/${file}`],
    };
    const jest = join(project.folder, "node_modules/jest/bin/jest.js");
    return ["node", "--experimental-vm-modules", jest, "--config", JSON.stringify(config)];
  },
  playwright: (file, project) => {
    writeFileSync(join(project.folder, "on-this-machine.config.ts"), playwrightConfig(file));
    return ["playwright", "test", "--config", "on-this-machine.config.ts"];
  },
};

/** Returns the reader's configuration with this machine's browser, because Playwright's own is a large download. */
function playwrightConfig(file: string): string {
  return `
    import { launchOptions } from "@seedream-clients/chromium";
    import config from "./playwright.config.ts";
    export default { ...config, testMatch: ${JSON.stringify(file)}, use: { ...config.use, launchOptions: launchOptions() } };
  `;
}

async function expectPass(command: readonly string[], project: Project): Promise<void> {
  const { code, output } = await runCommand(command, { cwd: project.folder });
  expect(code, project.inReadme(output)).toBe(0);
}
