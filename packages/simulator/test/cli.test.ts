import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { readCommandLine, UsageError } from "../src/cli-options.ts";
import { generate } from "./ark.ts";
import { serve } from "./serve.ts";

const COMMAND = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

const children: ChildProcessWithoutNullStreams[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function start(...args: string[]) {
  const child = spawn(process.execPath, [COMMAND, ...args]);
  children.push(child);
  return child;
}

async function run(...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = start(...args);
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (data) => {
    stdout += data;
  });
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  const [code] = await once(child, "close");
  return { code, stdout, stderr };
}

describe("a command line", () => {
  it("has its defaults", () => {
    expect(readCommandLine([])).toEqual({ port: 4010, latency: 0 });
  });

  it("sets the options that it names", () => {
    const args = ["--port", "0", "--host", "::1", "--latency=800", "--seed", "mine"];
    expect(readCommandLine(args)).toEqual({ port: 0, host: "::1", latency: 800, seed: "mine" });
  });

  it.each([["--help"], ["-h"]])("asks for help with %s", (flag) => {
    expect(readCommandLine([flag])).toBeUndefined();
  });

  it.each([
    [["--prot", "1"], /--prot/],
    [["4010"], /4010/],
    [["--port"], /--port/],
    [["--port", "65536"], /--port is "65536"; it must be a whole number from 0 to 65535/],
    [["--port", "1.5"], /--port is "1.5"/],
    [["--latency", "soon"], /--latency is "soon"/],
  ])("cannot be %j", (args, message) => {
    expect(() => readCommandLine(args)).toThrow(UsageError);
    expect(() => readCommandLine(args)).toThrow(message);
  });
});

describe("the command", { timeout: 30_000 }, () => {
  it("prints its address, responds there, and stops with Ctrl-C", async () => {
    const child = start("--port", "0", "--latency", "3600000");
    let text = "";
    for await (const data of child.stdout) {
      text += data;
      if (text.includes("Ctrl-C")) break;
    }
    const address = /^ {2}ark +(http:\S+\/ark\/api\/v3)$/m.exec(text)?.[1] ?? "";
    expect(text).toMatch(/^ {2}apimart +http:\/\/127\.0\.0\.1:\d+\/apimart$/m);
    expect((await generate({ size: "1x1" }, address)).status).toBe(400);
    const pending = expect(generate({}, address)).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 50));
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
    await pending;
  });

  it("names an unknown flag, prints its help and exits with 2", async () => {
    const { code, stderr, stdout } = await run("--prot", "4010");
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/'--prot'.*Usage: npx @seedream-clients\/simulator/s);
  });

  it("exits with 1 when the port is in use", async () => {
    const { port } = new URL((await serve()).url);
    const { code, stderr } = await run("--port", port);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `Port ${port} of 127.0.0.1 is in use; stop the program that listens there, or choose another port (0 finds a free one)\n`,
    );
  });
});
