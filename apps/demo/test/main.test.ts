import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../server/node/listen.ts";

const main = fileURLToPath(new URL("../server/main.ts", import.meta.url));

function start(argv: string[], environment: Record<string, string> = {}, folder?: string) {
  const data = folder ?? mkdtempSync(join(tmpdir(), "studio-"));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const env = { PATH: process.env.PATH, STUDIO_DATA: data, ...environment };
  const child = spawn(process.execPath, [main, ...argv], { cwd: data, env, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
  return { child, output: () => text };
}

async function exitCode(child: ChildProcess): Promise<unknown> {
  const [code] = await once(child, "close");
  return code;
}

describe("the command", { timeout: 20_000 }, () => {
  it("explains itself with --help", async () => {
    const { child, output } = start(["--help"]);
    expect(await exitCode(child)).toBe(0);
    expect(output()).toContain("--port <number>");
    expect(output()).toContain("ARK_API_KEY");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("prints its address, and ends at once on %s", async (signal) => {
    const { child, output } = start([], { PORT: "0" });
    await expect.poll(output).toMatch(/^Studio: http:\/\/127\.0\.0\.1:\d+ \(simulator; no key, no cost\)\n$/);
    const url = /http:\S+/.exec(output())?.[0] ?? "";
    const request = { prompt: "A heron", count: 15 };
    const body = JSON.stringify({ id: crypto.randomUUID(), client: "ark-simulated", request });
    const headers = { "content-type": "application/json", accept: "text/event-stream" };
    const watched = await fetch(`${url}/api/runs`, { method: "POST", headers, body });
    child.kill(signal);
    expect(await exitCode(child)).toBe(0);
    // The response breaks off. A studio that waited for its run would have sent its last event.
    expect(await watched.text().catch(() => "")).not.toContain('"completed"');
    await expect(fetch(url)).rejects.toThrow();
  });

  it("names a port that is taken", async () => {
    const taken = createServer();
    const port = await listen(taken, 0);
    const { child, output } = start(["--port", String(port)]);
    expect(await exitCode(child)).toBe(1);
    expect(output()).toBe(`Port ${port} is taken; choose another with --port, or leave it out\n`);
    taken.close();
  });

  it.each([
    [["--port", "here"], 'Port is "here"; it must be a number from 0 to 65535'],
    [["--prot", "1"], "--prot"],
  ])("refuses %j", async (argv, message) => {
    const { child, output } = start(argv);
    expect(await exitCode(child)).toBe(1);
    expect(output()).toContain(message);
    expect(output()).not.toContain("    at ");
  });

  it("reports a data folder that is a file", async () => {
    const { child, output } = start([], { STUDIO_DATA: main });
    expect(await exitCode(child)).toBe(1);
    expect(output()).toMatch(/^E[A-Z]+: .*mkdir .*\n$/);
  });

  it("reads keys from a file .env without showing them", async () => {
    const folder = mkdtempSync(join(tmpdir(), "studio-"));
    writeFileSync(join(folder, ".env"), "APIMART_API_KEY=key-of-the-test\n");
    const { child, output } = start([], { PORT: "0" }, folder);
    await expect.poll(output).toContain("live: APIMart, costs money");
    child.kill();
    await exitCode(child);
    expect(output()).not.toContain("key-of-the-test");
  });

  it("says that a key is malformed without showing it", async () => {
    const { child, output } = start([], { PORT: "0", ARK_API_KEY: "se cret" });
    expect(await exitCode(child)).toBe(1);
    expect(output()).toContain("API key");
    expect(output()).not.toContain("cret");
  });
});
