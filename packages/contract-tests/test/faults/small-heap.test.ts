import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const program = fileURLToPath(new URL("../../src/faults/small-heap-program.ts", import.meta.url));

/** 20 MiB, divisible by 3. */
const size = 20_971_500;

/** Runs a task of the program with a heap of 128 MiB; a process that needs more ends without a result. */
async function run(task: string): Promise<{ length: number; whole: number; reading: number }> {
  const flags = ["--max-old-space-size=128", "--expose-gc", "--experimental-strip-types", "--no-warnings"];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, String(size), task]);
  return JSON.parse(stdout);
}

// Budgets of the design, in sizes of the image: 3 for decoding, 8 for a whole call.
describe("under a heap of 128 MiB, an image of 20 MiB", () => {
  it.each(["bytes", "stream", "save"])("that came inline is read in 3 times its size: %s()", async (task) => {
    const { length, whole, reading } = await run(task);
    expect(length).toBe(size);
    expect(reading).toBeLessThan(3 * size);
    expect(whole).toBeLessThan(8 * size);
  });

  it("that came inline becomes a Blob, which is a copy, in 4 times its size", async () => {
    const { length, whole, reading } = await run("blob");
    expect(length).toBe(size);
    expect(reading).toBeLessThan(4 * size);
    expect(whole).toBeLessThan(8 * size);
  });

  it.each([
    ["inline in 8 times its size", "ark", 4 * Math.ceil(size / 3), 8],
    // A form for a custom fetch is encoded first, which takes one more copy.
    ["through an upload in 10 times its size", "apimart", size, 10],
  ])("is sent %s", async (_, task, length, times) => {
    const sent = await run(task);
    expect(sent.length).toBeGreaterThanOrEqual(length);
    expect(sent.whole).toBeLessThan(times * size);
  });
});
