import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { folder, seedream, simulated } from "./seedream.ts";

const ark = { ARK_API_KEY: "ark-0123456789", ARK_BASE_URL: "http://127.0.0.1:9/api/v3" };
const address = "postgres://127.0.0.1:9/db";

const mistakes: readonly (readonly [readonly string[], string])[] = [
  [["--budget", "abc"], '--budget is "abc"; write it as "20 CNY" or "500 images"'],
  [["--budget", "0 CNY"], '--budget is "0 CNY"; write it as "20 CNY" or "500 images", with a number above 0'],
  [["--budget", "20 CNY", "--budget", "5cny"], '--budget "5cny" is a second limit in CNY; pass one for each currency'],
  [["--budget", "1 image", "--budget", "2 images"], '--budget "2 images" is a second limit in images'],
  [["--concurrency", "many"], '--concurrency is "many"; it must be a number above 0'],
  [["--images-per-minute", "0"], '--images-per-minute is "0"; it must be a number above 0'],
  [["--region", "mars"], 'has no region "mars"'],
  [["--store", "mysql://host/db"], "--store must be an address such as postgres://"],
  [["--store", `${address}?schema=A`], 'schema is "A"; it must be'],
];

beforeEach(() => writeFile(join(folder, "p.csv"), "key,prompt\na,one\nb,two\n"));

describe("a wrong option leaves no file behind", () => {
  it.each(mistakes)("in batch run: %j", async (args, message) => {
    const { code, out, errors } = await seedream(["batch", "run", "p.csv", "--provider", "ark", ...args], { env: ark });
    expect(errors).toContain(message);
    expect([code, out]).toEqual([2, ""]);
    expect(await readdir(folder)).toEqual(["p.csv"]);
  });

  it.each(mistakes.slice(0, 7))("in a dry run, which finds it too: %j", async (args, message) => {
    const { code, errors } = await seedream(["batch", "run", "p.csv", "--dry-run", "--provider", "ark", ...args]);
    expect(errors).toContain(message);
    expect([code, await readdir(folder)]).toEqual([2, ["p.csv"]]);
  });

  it.each(mistakes)("in worker: %j", async (args, message) => {
    const env = { ...ark, SEEDREAM_STORE: address };
    const { code, out, errors } = await seedream(["worker", "--provider", "ark", ...args], { env });
    expect(errors).toContain(message);
    expect([code, out]).toEqual([2, ""]);
    expect(await readdir(folder)).toEqual(["p.csv"]);
  });

  it.each([
    [["resume", "--budget", "abc"]],
    [["reconcile", "b", "found"]],
    [["reconcile", "b", "made", "--url", "ftp://a"]],
  ])("in batch %j", async (args) => {
    await seedream(["batch", "run", "p.csv", "--budget", "1 image", ...simulated]);
    const before = await readdir(join(folder, "out"));
    expect(before).toContain("jobs.db");
    expect((await seedream(["batch", ...args])).code).toBe(2);
    expect(await readdir(join(folder, "out"))).toEqual(before);
  });
});
