import { once } from "node:events";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openProvider, until } from "./provider.ts";
import { openScreen } from "./pty.ts";
import { finished, folder, program, seedream, start } from "./seedream.ts";

const ctrlC = "\u0003";
/** First characters of the codes of all colours. */
const colour = "\u001b[3";

/** Starts the command in a pseudo-terminal. */
function open(args: readonly string[], options: Parameters<typeof openScreen>[2] = {}) {
  return openScreen(process.execPath, ["--no-warnings", program, ...args], options);
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const pressTwice = async (type: (text: string) => void) => {
  type(ctrlC);
  await wait(500);
  type(ctrlC);
};

describe("generate in a terminal", () => {
  it("rewrites its progress bar, and leaves only results", async () => {
    const provider = await openProvider();
    const { until: see, raw, lines, ended } = open(["generate", "a kite"], { env: provider.env });
    await see(/░ {3}0 % {2}0 of 1 .* 1 s$/);
    await see(/ 2 s$/);
    expect(lines()).toHaveLength(1);
    provider.release();
    expect(await ended).toBe(0);
    expect(lines()).toEqual([expect.stringMatching(/out\/a-kite-.*\.jpg$/), "About 0.25 CNY"]);
    expect(raw()).toContain("\r\u001b[J");
  });

  it("keeps the bar on one line when the window becomes narrow and then wide", async () => {
    const provider = await openProvider();
    const screen = open(["generate", "a kite"], { env: provider.env, columns: 100 });
    await screen.until(/ 1 s$/);
    screen.resize(24);
    await screen.until(/^█*░+ +0$/);
    await wait(1200);
    expect(screen.lines()).toHaveLength(1);
    screen.resize(120);
    await screen.until(/submitted .* s$/);
    expect(screen.lines()).toHaveLength(1);
    provider.release();
    expect(await screen.ended).toBe(0);
    expect(screen.lines()).toHaveLength(2);
  });

  it("waits after the first Ctrl-C, because the submission may be billed, and saves the image", async () => {
    const provider = await openProvider();
    const screen = open(["generate", "a kite"], { env: provider.env });
    await until(() => provider.held === 1);
    screen.type(ctrlC);
    await screen.until(/^The submission was sent and may be billed: waiting/);
    provider.release();
    expect(await screen.ended).toBe(0);
    expect(await readdir(join(folder, "out"))).toHaveLength(1);
  });

  it("gives up at the second Ctrl-C, says that it may be billed, and exits with 130", async () => {
    const provider = await openProvider();
    const screen = open(["generate", "a kite"], { env: provider.env });
    await until(() => provider.held === 1);
    await pressTwice(screen.type);
    expect(await screen.ended).toBe(130);
    expect(screen.lines().join(" ")).toMatch(/may have been billed/);
    expect(provider.prompts).toEqual(["a kite"]);
  });

  it("asks for a prompt at once, and reads one that is typed for -", async () => {
    const missing = open(["generate"]);
    expect(await missing.ended).toBe(2);
    expect(missing.lines().join(" ")).toContain("A prompt is missing");
    const screen = open(["generate", "-", "--dry-run", "--provider", "ark"]);
    await screen.until(/^Reading the prompt from standard input; end it with Ctrl-D/);
    screen.type("a kite\n\u0004");
    await screen.until(/"prompt": "a kite"/);
    expect(await screen.ended).toBe(0);
  });
});

describe("colours", () => {
  it("are used in a terminal", async () => {
    const { ended, raw } = open(["generate", "a kite", "--size", "large"]);
    expect(await ended).toBe(2);
    expect(raw()).toContain(colour);
  });

  it.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])("are off with %j", async (env) => {
    const { ended, raw } = open(["generate", "a kite", "--size", "large"], { env });
    expect(await ended).toBe(2);
    expect(raw()).not.toContain(colour);
  });

  it("are off in a pipe", async () => {
    const { errors } = await seedream(["generate", "a kite", "--size", "large"], { env: { FORCE_COLOR: undefined } });
    expect(errors).not.toContain(colour);
  });
});

describe("a batch in a terminal", () => {
  const run = ["batch", "run", "p.csv", "--provider", "ark", "--concurrency", "2"];
  const write = () => writeFile(join(folder, "p.csv"), "key,prompt\na,one\nb,two\nc,three\nd,four\n");

  it("waits for open submissions after the first Ctrl-C, and the same command makes the rest", async () => {
    await write();
    const provider = await openProvider();
    const screen = open(run, { env: provider.env });
    await until(() => provider.held === 2);
    await screen.until(/0 of 4 .* s$/);
    screen.type(ctrlC);
    await screen.until(/^Stopping: waiting for open submissions/);
    provider.release();
    expect(await screen.ended).toBe(130);
    expect(screen.lines().at(-1)).toBe("2 queued, 2 done  2 images, 0.5 CNY");
    const again = open(run, { env: provider.env });
    expect(await again.ended).toBe(0);
    expect(again.lines()).toEqual(["0 jobs added to out/jobs.db, 4 were there already", "4 done  4 images, 1 CNY"]);
    expect(provider.prompts.toSorted()).toEqual(["four", "one", "three", "two"]);
  });

  it("leaves open submissions unknown after the second Ctrl-C, and the same command makes the rest", async () => {
    await write();
    const provider = await openProvider();
    const screen = open(run, { env: provider.env });
    await until(() => provider.held === 2);
    await pressTwice(screen.type);
    expect(await screen.ended).toBe(130);
    expect(screen.lines().join("\n")).toMatch(/^2 queued, 2 unknown {2}2 images, 0\.5 CNY$/m);
    provider.release();
    const again = open(run, { env: provider.env });
    expect(await again.ended).toBe(3);
    expect(again.lines().join("\n")).toMatch(/^2 done, 2 unknown/m);
    // No submission was repeated.
    expect(provider.prompts.toSorted()).toEqual(["four", "one", "three", "two"]);
  });

  it("counts two signals at once as one Ctrl-C, because npx repeats it", async () => {
    await write();
    const provider = await openProvider();
    const child = start(run, { env: provider.env });
    const end = finished(child);
    await until(() => provider.held === 2);
    child.kill("SIGINT");
    await wait(50);
    child.kill("SIGINT");
    await wait(200);
    provider.release();
    const { code, out } = await end;
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ states: { done: 2, queued: 2, unknown: 0 } });
  });

  it("saves the images of open submissions when its terminal is closed", async () => {
    await write();
    const provider = await openProvider();
    const screen = open(run, { env: provider.env });
    await until(() => provider.held === 2);
    screen.close();
    await wait(300);
    provider.release();
    await until(async () => {
      const { code, out } = await seedream(["batch", "status"]);
      return code === 0 && JSON.parse(out).states.done === 2;
    });
    expect(provider.prompts).toHaveLength(2);
  });
});

it("exits with 0 when the reader closes the pipe", async () => {
  for (const args of ["models", "--help", "doctor"]) {
    const script = `"${process.execPath}" --no-warnings "${program}" ${args} | head -1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
    const { ended, lines } = openScreen("bash", ["-c", script]);
    expect(await ended).toBe(0);
    expect([args, ...lines()]).toEqual([args, "0"]);
  }
});

it("says that it waits for the prompt when standard input is silent", async () => {
  const child = start(["generate", "--dry-run"]);
  const end = finished(child);
  await once(child.stderr, "data");
  child.stdin.end("a kite");
  const { code, errors } = await end;
  expect(code).toBe(0);
  expect(errors).toMatch(/^Reading the prompt from standard input; end it with Ctrl-D/);
});

it("lists the models in a table, with the conditions of each price", async () => {
  const { ended, lines } = open(["models", "--provider", "ark"], { columns: 200 });
  expect(await ended).toBe(0);
  expect(lines()[0]).toMatch(/^provider {2}model +sizes +images +references +price per image$/);
  expect(lines()[1]).toMatch(
    /^ark +seedream-5\.5 +1K .* 0\.02 USD up to 2\.6 MP \+ 0\.008 a reference \(ap-southeast\), 0\.035 USD \+ 0\.008 a reference \(ap-southeast\)$/,
  );
});
