import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { clients } from "../generated/clients.ts";
import { inTurns, of } from "../measure/turns.ts";
import { figure } from "../report/figures.ts";
import type { Line, Section } from "../report/section.ts";

const run = promisify(execFile);
const rounds = 3;
const root = join(import.meta.dirname, "../../../..");

const cold = "pnpm generate --check";
const cached = "turbo run generate, nothing changed";
const peer = "openapi-typescript";

export const generation: Section = {
  id: "generate",
  title: "Generation from the specs",
  method:
    "Seconds to generate all clients, the simulator and the tables from all specs: from nothing, and with nothing " +
    `changed. openapi-typescript writes the types alone, which are a part of ours. Medians of ${rounds} turns.`,
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), "bench-"));
    try {
      const measured = await inTurns(
        [
          { name: cold, measure: () => secondsOf(process.execPath, ["packages/codegen/src/cli.ts", "--check"]) },
          { name: cached, measure: () => secondsOf(join(root, "node_modules/.bin/turbo"), turbo) },
          { name: peer, measure: () => secondsOfTypes(folder) },
        ],
        peer,
        rounds,
      );
      return {
        columns: ["command", "s"],
        lines: measured.map(({ name, median }): Line => [name, figure(median)]),
        goals: [
          { name: "seconds to generate all", most: 5, measured: of(measured, cold).median },
          { name: "seconds to generate nothing", most: 1, measured: of(measured, cached).median },
        ],
      };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

const turbo = ["run", "generate", "--output-logs=none"];

async function secondsOf(program: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  await run(program, args, { cwd: root });
  return (performance.now() - start) / 1000;
}

async function secondsOfTypes(folder: string): Promise<number> {
  // In that folder, the command finds the older TypeScript that it needs.
  const bin = join(root, "packages/codegen/node_modules/openapi-typescript/bin/cli.js");
  let seconds = 0;
  for (const name of clients) {
    seconds += await secondsOf(process.execPath, [bin, `specs/${name}/openapi.yaml`, "-o", join(folder, `${name}.ts`)]);
  }
  return seconds;
}
