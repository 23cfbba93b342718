import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const folder = join(import.meta.dirname, "../programs");

/** Runs a program of `src/programs` in a process of its own and returns the numbers that it prints as JSON. */
export async function figuresOf(name: string, ...args: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const { stdout } = await run(process.execPath, ["--expose-gc", join(folder, `${name}.ts`), ...args]);
  const figures: unknown = JSON.parse(stdout);
  if (isFigures(figures)) return figures;
  throw new Error(`${name}.ts printed ${stdout}; it must print an object of numbers`);
}

function isFigures(value: unknown): value is Record<string, number> {
  return typeof value === "object" && value !== null && Object.values(value).every((item) => typeof item === "number");
}
