import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Plugin } from "esbuild";
import { openControlServer } from "../outside/control-server.ts";
import type { RunReport } from "../report.ts";
import { bundleSuite } from "./bundle.ts";

const program = join(import.meta.dirname, "../node_modules/workerd/bin/workerd");

const worker = `
import { run } from "suite";
export default {
  async fetch(request, { evaluator }) {
    globalThis.newFunction = (...args) => evaluator.newFunction(args.pop(), "validate", ...args);
    return Response.json(await run(request.headers.get("control-server")));
  },
};
`;

const config = `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "suite", worker = .worker),
    (name = "network", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "suite")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js"), (name = "suite", esModule = embed "suite.js")],
  compatibilityDate = "2026-11-01",
  globalOutbound = "network",
  bindings = [(name = "evaluator", unsafeEval = void)],
);
`;

/** Runs the contract suite in a worker. */
export async function runInWorkerd(): Promise<RunReport> {
  const folder = await mkdtemp(join(tmpdir(), "workerd-"));
  try {
    await writeFile(join(folder, "suite.js"), await bundleSuite(["workerd", "worker"], [evaluate()]));
    await writeFile(join(folder, "worker.js"), worker);
    await writeFile(join(folder, "config.capnp"), config);
    return await ask(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starts workerd, which reports its port over a pipe, and runs the worker. */
async function ask(folder: string): Promise<RunReport> {
  const child = spawn(program, ["serve", "config.capnp", "--control-fd=3", "--experimental"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  const complaints: Buffer[] = [];
  child.stderr?.on("data", (piece: Buffer) => complaints.push(piece));
  const ended = once(child, "exit").then(() => {
    throw new Error(`workerd ended: ${Buffer.concat(complaints)}`);
  });
  try {
    const port = (await portOf(child.stdio[3])) ?? (await ended);
    await using control = await openControlServer();
    const headers = { "control-server": control.origin };
    const response = await Promise.race([fetch(`http://127.0.0.1:${port}/`, { headers }), ended]);
    if (!response.ok) throw new Error(`The worker failed: ${await response.text()} ${Buffer.concat(complaints)}`);
    return JSON.parse(await response.text());
  } finally {
    ended.catch(() => {});
    child.kill();
  }
}

async function portOf(control: unknown): Promise<number | undefined> {
  if (!(control instanceof Readable)) throw new Error("workerd has no control pipe");
  for await (const line of createInterface(control)) {
    const message: unknown = JSON.parse(line);
    if (typeof message === "object" && message && "port" in message) return Number(message.port);
  }
  return undefined;
}

/** Lets Ajv compile code from text, which workers forbid otherwise. Ajv checks the fixtures against the specs. */
function evaluate(): Plugin {
  return {
    name: "evaluate",
    setup({ onLoad }) {
      onLoad({ filter: /ajv[\\/]dist[\\/]compile[\\/]index\.js$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const contents = source.replace("new Function(", "globalThis.newFunction(");
        if (contents === source) throw new Error(`${path} has no "new Function(" to replace`);
        return { contents, loader: "js" };
      });
    },
  };
}
