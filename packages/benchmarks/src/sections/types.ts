import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { median } from "../measure/median.ts";
import { figure } from "../report/figures.ts";
import { withVersion } from "../report/machine.ts";
import type { Goal, Line, Section } from "../report/section.ts";
import { clients } from "./packages.ts";

const run = promisify(execFile);
const rounds = 3;
const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const options =
  "--ignoreConfig --noEmit --strict --skipLibCheck --target es2024 --module nodenext --allowImportingTsExtensions " +
  "--types node --extendedDiagnostics";

/** Path of a program for each package, from this folder. */
const programs: Readonly<Record<string, string>> = {
  "an empty program": "../peers/peer.ts",
  ...Object.fromEntries(clients.map((name) => [name, `../../../${name.split("/")[1]}/test/small-program.ts`])),
  "openapi-fetch": "../peers/openapi-fetch.ts",
  ky: "../peers/ky.ts",
  replicate: "../peers/replicate.ts",
  "@fal-ai/client": "../peers/fal.ts",
  openai: "../peers/openai.ts",
  "@ai-sdk/bytedance": "../peers/ai-sdk.ts",
};

export const types: Section = {
  id: "types",
  title: "Type cost",
  method:
    "What TypeScript needs to check a small program that makes images with the package, without its declaration files " +
    `(\`skipLibCheck\`). Instantiations do not depend on the machine. Medians of ${rounds} turns. openapi-fetch has ` +
    "Ark's spec.",
  async measure() {
    const lines: Line[] = [];
    const goals: Goal[] = [];
    for (const [name, program] of Object.entries(programs)) {
      const { instantiations, seconds } = await costOf(program);
      lines.push([withVersion(name), figure(instantiations), figure(seconds)]);
      if (clients.some((client) => client === name)) {
        goals.push({ name: `instantiations of ${name}`, most: 10_000, measured: instantiations });
      }
    }
    return { columns: ["package", "instantiations", "s to check"], lines, goals };
  },
};

async function costOf(program: string): Promise<{ instantiations: number; seconds: number }> {
  const seconds: number[] = [];
  let instantiations = Number.NaN;
  for (let round = 0; round < rounds; round++) {
    const { stdout } = await run(
      process.execPath,
      [compiler, ...options.split(" "), join(import.meta.dirname, program)],
      { cwd: import.meta.dirname },
    );
    instantiations = Number(/^Instantiations:\s+(\d+)/m.exec(stdout)?.[1]);
    seconds.push(Number(/^Check time:\s+([\d.]+)s/m.exec(stdout)?.[1]));
  }
  return { instantiations, seconds: median(seconds) };
}
