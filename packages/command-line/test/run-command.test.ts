import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { CommandError, runCommand, UsageError } from "../src/index.ts";

const library = new URL("../src/index.ts", import.meta.url).href;

const commandLine = {
  usage: `
Greets people.

Usage: greet [name ...] [--loud] [--times N]
`,
  options: { loud: { type: "boolean" }, times: { type: "string" } },
  allowPositionals: true,
} as const;
const usage = commandLine.usage.trim();

async function greet(args: readonly string[], work = async () => {}) {
  const out: string[] = [];
  const err: string[] = [];
  const output = { out: (line: string) => out.push(line), err: (line: string) => err.push(line) };
  const code = await runCommand(commandLine, args, output, async ({ values: { loud, times }, positionals }) => {
    await work();
    if (times !== undefined && !/^\d+$/.test(times)) throw new UsageError(`--times is ${times}; pass a number`);
    output.out(`Hello ${positionals.join(" and ")}${loud ? "!" : ""}`);
    return positionals.includes("nobody") ? 1 : 0;
  });
  return { code, out, err };
}

describe("runCommand()", () => {
  it("passes flags and positional arguments, and returns the exit code of the command", async () => {
    expect(await greet(["Ada", "--loud", "Grace"])).toEqual({ code: 0, out: ["Hello Ada and Grace!"], err: [] });
    expect((await greet(["nobody"])).code).toBe(1);
  });

  it.each(["--help", "-h"])("prints the usage text for %s, even beside other arguments", async (flag) => {
    expect(await greet([flag, "--lowd"])).toEqual({ code: 0, out: [usage], err: [] });
  });

  it("names a wrong flag, prints the usage text and returns 2", async () => {
    expect(await greet(["--lowd"])).toEqual({ code: 2, out: [], err: [`Unknown option '--lowd'\n\n${usage}`] });
    expect((await greet(["--loud=yes"])).code).toBe(2);
  });

  it("refuses positional arguments unless they are allowed", async () => {
    const err: string[] = [];
    const output = { out: () => {}, err: (line: string) => err.push(line) };
    const code = await runCommand({ usage, options: {} }, ["Ada"], output, async () => 0);
    expect({ code, err: err.join() }).toEqual({ code: 2, err: expect.stringContaining("'Ada'") });
  });

  it("prints the message of a known error: 2 for wrong arguments, else 1", async () => {
    expect(await greet(["--times", "x"])).toEqual({ code: 2, out: [], err: ["--times is x; pass a number"] });
    const fail = async () => {
      throw new CommandError("nobody is there; ring the bell");
    };
    expect(await greet([], fail)).toEqual({ code: 1, out: [], err: ["nobody is there; ring the bell"] });
  });

  it("rethrows an unknown error", async () => {
    const bug = new TypeError("not a function");
    const fail = async () => {
      throw bug;
    };
    await expect(greet([], fail)).rejects.toBe(bug);
  });
});

/** Arguments of Node that run a program with the library imported. */
function program(code: string): string[] {
  const imports = `import { runCommand, terminal, withStopSignal } from ${JSON.stringify(library)};`;
  return ["--input-type=module", "--eval", `${imports}\n${code}`];
}

describe("a process that runs a command", () => {
  it("shows the stack trace of an unknown error and exits with 1", async () => {
    const code = `
      const bug = async () => { throw new TypeError("not a function"); };
      process.exitCode = await runCommand({ usage: "", options: {} }, [], terminal, bug);`;
    const { promise, resolve } = Promise.withResolvers<{ code: unknown; stderr: string }>();
    execFile(process.execPath, program(code), (error, _, stderr) => resolve({ code: error?.code, stderr }));
    const { code: exitCode, stderr } = await promise;
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/TypeError: not a function\n\s+at bug/);
  });

  it("keeps running when the reader of its output closes the pipe", async () => {
    const code = `
      for (let line = 0; line < 10_000; line++) terminal.out("line " + line);
      setTimeout(() => terminal.err("done"), 50);`;
    const child = spawn(process.execPath, program(code), { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    const [stderr, [exitCode]] = await Promise.all([text(child.stderr), once(child, "close")]);
    expect({ stderr, exitCode }).toEqual({ stderr: "done\n", exitCode: 0 });
  });
});

describe("withStopSignal()", () => {
  const code = `
    const cleanUp = (stop) => new Promise((_, reject) => {
      const timer = setTimeout(() => {}, 60_000);
      stop.addEventListener("abort", () => { clearTimeout(timer); reject(stop.reason); });
      terminal.out("working");
    });
    process.exitCode = await runCommand({ usage: "", options: {} }, [], terminal, () => withStopSignal(terminal, cleanUp));
    terminal.out("listeners " + process.listenerCount("SIGINT"));`;

  it.skipIf(process.platform === "win32").each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "aborts the work on %s, so that it can clean up",
    async (signal) => {
      const child = spawn(process.execPath, program(code), { stdio: ["ignore", "pipe", "pipe"] });
      const ends = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
      await once(child.stdout, "readable");
      child.kill(signal);
      const [stdout, stderr, [exitCode, killedBy]] = await ends;
      expect({ stdout, exitCode, killedBy }).toEqual({ stdout: "working\nlisteners 0\n", exitCode: 1, killedBy: null });
      expect(stderr).toBe(`\n${signal}: stopping and cleaning up\nstopped; nothing was left behind\n`);
    },
  );
});
