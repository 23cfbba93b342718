import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach } from "vitest";

export const program = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

/** Empty keys, so that tests use no key of this machine. */
export const keys = { ARK_API_KEY: "", ANYFAST_API_KEY: "", AI302_API_KEY: "", APIMART_API_KEY: "" };

export const simulated = ["--provider", "simulator"];

/** Folder of the current test, in which commands run. */
export let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Options {
  readonly input?: string | Uint8Array;
  readonly env?: object;
}

/** Starts the command with pipes, as a script does. */
export function start(args: readonly string[], { env = {} }: Options = {}) {
  return spawn(process.execPath, ["--no-warnings", program, ...args], {
    cwd: folder,
    env: { ...process.env, ...keys, ...env },
  });
}

/** Runs the command with pipes to its end. */
export async function seedream(args: readonly string[], options: Options = {}) {
  const child = start(args, options);
  child.stdin.end(options.input ?? "");
  return finished(child);
}

/** Waits for a command to end. */
export async function finished(child: ChildProcess) {
  const read = (stream: ChildProcess["stdout"]) => (stream ? text(stream) : "");
  const [out, errors] = await Promise.all([read(child.stdout), read(child.stderr), once(child, "exit")]);
  return { code: child.exitCode, out, errors };
}
