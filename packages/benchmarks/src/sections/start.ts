import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundleForNode } from "../measure/bundle.ts";
import { inTurns, type Measured, of, type Subject } from "../measure/turns.ts";
import { ours } from "../peers/peers.ts";
import { figure, times } from "../report/figures.ts";
import { withVersion } from "../report/machine.ts";
import type { Line, Results, Section } from "../report/section.ts";
import { packages } from "./packages.ts";

const run = promisify(execFile);
const rounds = 9;
const empty = "an empty program";

export const start: Section = {
  id: "import",
  title: "Import",
  method:
    "Processor time of a fresh process that imports the whole package, bundled into one minified file, above that of an " +
    `empty program. Medians of ${rounds} turns.`,
  async measure() {
    const folder = await mkdtemp(join(tmpdir(), "bench-"));
    try {
      const subjects = [await programOf(empty, "", join(folder, "empty.mjs"))];
      for (const [index, name] of packages.entries()) {
        subjects.push(await programOf(name, `export * from "${name}";`, join(folder, `${index}.mjs`)));
      }
      return resultsOf(await inTurns(subjects, empty, rounds));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Bundles a program that prints its processor time in ms. */
async function programOf(name: string, source: string, file: string): Promise<Subject> {
  const print = "const { user, system } = process.cpuUsage(); process.stdout.write(String((user + system) / 1000));";
  await bundleForNode(`${source}\n${print}`, file);
  return { name, measure: async () => Number((await run(process.execPath, [file])).stdout) };
}

function resultsOf(measured: readonly Measured[]): Results {
  const base = of(measured, empty).median;
  const most = of(measured, "openai").median - base;
  const others = measured.filter(({ name }) => name !== empty);
  return {
    columns: ["package", "ms", "to openai"],
    lines: others.map((one): Line => {
      const cost = one.median - base;
      return [withVersion(one.name), figure(cost), times(cost / most)];
    }),
    goals: [{ name: "import of ours, to openai's", most: 0.1, measured: (of(measured, ours).median - base) / most }],
  };
}
