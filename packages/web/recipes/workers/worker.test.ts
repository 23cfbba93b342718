import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, onTestFinished, test } from "vitest";
import { createWebClient } from "../../src/page.ts";
import { openSimulator } from "../../test/servers.ts";
import { expectImages, start } from "../test/recipe.ts";

const workerd = join(import.meta.dirname, "node_modules/workerd/bin/workerd");

/** `wrangler deploy` makes the same of `wrangler.jsonc`. */
const configOf = (baseURL: string) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "app", worker = .worker),
    (name = "network", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "app")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
  globalOutbound = "network",
  durableObjectNamespaces = [(className = "Runs", uniqueKey = "runs")],
  durableObjectStorage = (inMemory = void),
  bindings = [
    (name = "RUNS", durableObjectNamespace = "Runs"),
    (name = "ARK_API_KEY", text = "any-key"),
    (name = "ARK_BASE_URL", text = ${JSON.stringify(baseURL)}),
    (name = "SESSIONS", text = "of-ann=ann"),
  ],
);
`;

async function startWorker(simulator: Awaited<ReturnType<typeof openSimulator>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "web-worker-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await build({
    entryPoints: [join(import.meta.dirname, "worker.ts")],
    outfile: join(folder, "worker.js"),
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker"],
  });
  writeFileSync(join(folder, "config.capnp"), configOf(simulator.baseURLs.ark));
  // workerd prints no address: it tells its port over a pipe, here its output.
  return start(workerd, ["serve", join(folder, "config.capnp"), "--control-fd=1", "--experimental"], simulator);
}

test("the recipe for Workers makes images for those who are signed in", async () => {
  const simulator = await openSimulator();
  await expectImages(await startWorker(simulator), "session=of-ann", simulator);
});

test("a run of a Worker goes on when its page reconnects, and can be cancelled by another request", async () => {
  const simulator = await openSimulator({ latency: 1_000 });
  const url = `${await startWorker(simulator)}/api/seedream`;
  const headers = { cookie: "session=of-ann" };
  const withCookie: typeof fetch = (input, init) =>
    fetch(input, { ...init, headers: { ...Object.fromEntries(new Headers(init?.headers)), ...headers } });
  const page = createWebClient({ url, fetch: withCookie });
  const id = "0123456789abcdef";
  for await (const event of page.stream({ prompt: "Two", count: 2 }, { clientRequestId: id, keepRun: true })) {
    if (event.type === "image") break;
  }
  const types: string[] = [];
  for await (const { type } of page.resume(id)) types.push(type);
  expect(types.filter((type) => type !== "progress")).toEqual(["image", "image", "completed"]);

  const second = "0123456789abcdef-2";
  const error = await (async () => {
    for await (const event of page.stream({ prompt: "Four", count: 4 }, { clientRequestId: second })) {
      if (event.type === "image") expect(await page.cancel(second)).toMatchObject({ images: 4 });
    }
  })().catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: "AbortedError", charged: "unknown", images: [{ mediaType: "image/jpeg" }] });
});
