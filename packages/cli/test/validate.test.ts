import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folder, seedream } from "./seedream.ts";

it("prints every issue of a request with its field and code, and sends nothing", async () => {
  const { code, out, errors } = await seedream(["validate", "a kite", "--size", "8x8", "--count", "99"]);
  expect([code, errors]).toEqual([2, ""]);
  const { valid, issues } = JSON.parse(out);
  expect(valid).toBe(false);
  expect(issues.map(({ path }: { path: readonly string[] }) => path.join("."))).toEqual(["size", "count"]);
});

it("shows the body and the price of a valid request, without a key", async () => {
  await writeFile(join(folder, "prompt.txt"), "a\nkite\n");
  for (const given of [{ args: ["--prompt-file", "prompt.txt"] }, { args: [], input: "a\nkite\n" }]) {
    const { code, out } = await seedream(["validate", ...given.args, "--count", "2"], given);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      valid: true,
      issues: [],
      body: { prompt: "a\nkite" },
      cost: { total: { amount: 0.5 } },
    });
  }
});

it("explains in one sentence a value that cannot be converted", async () => {
  const { code, out, errors } = await seedream(["validate", "a kite", "--size", "large"]);
  expect([code, out]).toEqual([2, ""]);
  expect(errors).toContain("write 2K, 2048x2048, 16:9, 16:9@4K, auto or adaptive");
});
