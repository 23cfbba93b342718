import type { RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, chromiumPath, launchChromium, type Page } from "@seedream-clients/chromium";
import { memoryStore, openJobs } from "@seedream-clients/jobs";
import type { SimulatorServer } from "@seedream-clients/simulator/server";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { jobRuns } from "../src/jobs.ts";
import { toNodeHandler } from "../src/node.ts";
import type { Handler } from "../src/server.ts";
import { cuttingProxy } from "./cutting-proxy.ts";
import { keepingProxy } from "./keeping-proxy.ts";
import { arkOf, handlerOf, listen, openSimulator, restart, submissionsOf } from "./servers.ts";

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./browser/app.tsx", import.meta.url))],
    bundle: true,
    format: "esm",
    jsx: "automatic",
    platform: "browser",
    write: false,
    define: { "process.env.NODE_ENV": '"development"' },
  });
  return outputFiles[0]?.text ?? "";
}

// A busy machine draws the images slowly.
const patience = { timeout: 20_000 };

describe.skipIf(!chromiumPath)("in Chromium", () => {
  let browser: Browser;
  let script: string;
  beforeAll(async () => {
    script = await bundle();
    // A host name, because browsers trust the loopback address as they trust HTTPS.
    browser = await launchChromium(["--host-resolver-rules=MAP app.test 127.0.0.1"]);
  });
  afterAll(() => browser?.close());

  /** A listener that serves the page, and the handler below it. It counts the POSTs that reach it. */
  function site(handler: Handler) {
    const api = toNodeHandler(handler);
    const counts = { posts: 0 };
    const listener: RequestListener = (request, reply) => {
      if (request.url?.startsWith("/api/seedream/")) {
        if (request.method === "POST") counts.posts++;
        return void api(request, reply);
      }
      const isScript = request.url === "/app.js";
      reply.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" });
      reply.end(
        isScript
          ? script
          : '<!doctype html><meta charset="utf-8"><div id="root"></div><script type="module" src="/app.js"></script>',
      );
    };
    return { listener, counts };
  }

  async function newContext(): Promise<BrowserContext> {
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    return context;
  }

  async function openPage(url: string, context?: BrowserContext): Promise<Page> {
    const page = await (context ?? (await newContext())).newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(url);
    await page.locator("#status").waitFor();
    return page;
  }

  const statusOf = (page: Page) => page.locator("#status").textContent();

  /** Waits for a group of four, and for the browser to show its images. */
  async function expectWhole(page: Page, simulator: SimulatorServer, images = 4): Promise<void> {
    await page.locator("#status", { hasText: /done|failed|cancelled/ }).waitFor();
    expect([await statusOf(page), await page.locator("#error").textContent()]).toEqual(["done", ""]);
    await expect
      .poll(() => page.evaluate("[...document.images].filter((image) => image.naturalWidth > 0).length"), patience)
      .toBe(images);
    expect(submissionsOf(simulator)).toHaveLength(1);
  }

  const generate = (page: Page) => page.getByRole("button", { name: "Generate" }).click();

  test("makes a group and shows its images", async () => {
    const simulator = await openSimulator({ latency: 300 });
    const { url } = await listen(site(handlerOf(simulator)).listener);
    const page = await openPage(url);
    await generate(page);
    await expectWhole(page, simulator);
  });

  test("makes a group if the tab has no room for the id of its run", async () => {
    const simulator = await openSimulator({ latency: 30 });
    const { url } = await listen(site(handlerOf(simulator)).listener);
    const page = await openPage(url);
    await page.evaluate(() => {
      for (let length = 8_000_000; length >= 1; length = Math.floor(length / 2)) {
        try {
          sessionStorage.setItem(`full-${length}`, "x".repeat(length));
        } catch {
          // A half of it may fit.
        }
      }
    });
    await generate(page);
    await expectWhole(page, simulator);
  });

  test("submits once when the connection breaks at the POST and the browser repeats it", async () => {
    const simulator = await openSimulator({ latency: 500 });
    const { listener, counts } = site(handlerOf(simulator));
    const server = await listen(listener);
    let doomed: number | undefined;
    const url = await cuttingProxy(server.port, ({ number, cut }, from, data) => {
      if (from === "page" && data.startsWith("POST ")) doomed ??= number;
      // The server has the request, but the page gets no response. Browsers repeat a request only on a used connection.
      if (from === "server" && doomed === number) cut();
    });
    const page = await openPage(url);
    await generate(page);
    await expectWhole(page, simulator);
    expect(counts.posts).toBe(2);
  });

  test("continues at the same event when connections are cut between events", async () => {
    const simulator = await openSimulator({ latency: 500 });
    const server = await listen(site(handlerOf(simulator)).listener);
    let cuts = 0;
    const url = await cuttingProxy(server.port, ({ cut }, from, data) => {
      if (from === "page" || cuts > 2 || !/"type":"image","index":[1-3]/.test(data)) return;
      cuts++;
      cut();
    });
    const page = await openPage(url);
    await generate(page);
    await expectWhole(page, simulator);
    expect(cuts).toBe(3);
  });

  test("shows images as they are made, through a proxy that buffers responses", async () => {
    const simulator = await openSimulator({ latency: 3_000 });
    const server = await listen(site(handlerOf(simulator)).listener);
    const { url, kept } = await keepingProxy(server.url);
    const page = await openPage(url);
    await generate(page);
    await page.locator("li").first().waitFor();
    expect(await statusOf(page)).toBe("running");
    await expectWhole(page, simulator);
    expect(kept.filter((line) => line === "GET application/json").length).toBeGreaterThan(1);
  });

  test("reports an unknown outcome after a restart of a server with runs in memory", async () => {
    const simulator = await openSimulator({ latency: 1_000 });
    const first = await listen(site(handlerOf(simulator)).listener);
    const page = await openPage(first.url);
    await generate(page);
    await page.locator("li").first().waitFor();
    await restart(first, site(handlerOf(simulator)).listener);
    await page.locator("#error", { hasText: "OutcomeUnknownError unknown" }).waitFor();
    // Images that had arrived stay on the page.
    expect(await page.locator("li").count()).toBeGreaterThan(0);
    expect(submissionsOf(simulator)).toHaveLength(1);
  });

  test("goes on after a restart of a server with runs as jobs", async () => {
    const simulator = await openSimulator({ latency: 1_000 });
    const jobs = await openJobs({ store: memoryStore(), clients: { ark: arkOf(simulator) } });
    jobs.start();
    onTestFinished(() => jobs.close());
    const handler = () => handlerOf(simulator, { store: jobRuns({ jobs, download: { allowPrivateHosts: true } }) });
    const first = await listen(site(handler()).listener);
    const page = await openPage(first.url);
    await generate(page);
    await page.locator("li").first().waitFor();
    await restart(first, site(handler()).listener);
    await expectWhole(page, simulator);
  });

  test("shows the run again after a reload", async () => {
    const simulator = await openSimulator({ latency: 500 });
    const { url } = await listen(site(handlerOf(simulator)).listener);
    const page = await openPage(url);
    await generate(page);
    await page.locator("li").first().waitFor();
    await page.reload();
    await expectWhole(page, simulator);
    await page.reload();
    await expectWhole(page, simulator);
  });

  test("starts one run if React runs an effect twice", async () => {
    const simulator = await openSimulator({ latency: 200 });
    const { listener, counts } = site(handlerOf(simulator));
    const { url } = await listen(listener);
    await expectWhole(await openPage(`${url}/?auto`), simulator, 1);
    expect(counts.posts).toBe(1);
  });

  test("starts one run at a double click, and none at an Enter in an input method", async () => {
    const simulator = await openSimulator({ latency: 200 });
    const { url } = await listen(site(handlerOf(simulator)).listener);
    const page = await openPage(url);
    await page.evaluate(`document.querySelector("textarea").dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }))`);
    expect(await statusOf(page)).toBe("idle");
    await page.getByRole("button", { name: "Generate" }).dblclick();
    await expectWhole(page, simulator);
  });

  test("cancels, keeps the images that had arrived, and shows the highest cost", async () => {
    const simulator = await openSimulator({ latency: 500 });
    const { url } = await listen(site(handlerOf(simulator)).listener);
    const page = await openPage(url);
    await generate(page);
    await page.locator("li").first().waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.locator("#status", { hasText: "cancelled" }).waitFor();
    expect(await page.locator("#error").textContent()).toBe("AbortedError unknown");
    expect(JSON.parse((await page.locator("#costs").textContent()) ?? "")).toMatchObject({ images: 4, CNY: 1 });
    await expect.poll(() => page.evaluate("document.images[0].naturalWidth > 0"), patience).toBe(true);
  });

  test("works on plain HTTP, where browsers have no locks and random UUIDs", async () => {
    const simulator = await openSimulator({ latency: 200 });
    const { port } = await listen(site(handlerOf(simulator)).listener);
    const page = await openPage(`http://app.test:${port}`);
    expect(await page.evaluate("[isSecureContext, typeof navigator.locks, typeof crypto.randomUUID]")).toEqual([
      false,
      "undefined",
      "undefined",
    ]);
    await generate(page);
    await expectWhole(page, simulator);
  });

  test.each(["127.0.0.1", "app.test"])(
    "leaves connections for a further tab when eight tabs of %s each have a run",
    async (host) => {
      const simulator = await openSimulator({ latency: 200 });
      simulator.simulator.always("ark", "slow", { delay: 15_000 });
      const { port } = await listen(site(handlerOf(simulator)).listener);
      const context = await newContext();
      const pages: Page[] = [];
      for (let tab = 0; tab < 8; tab++) {
        const page = await openPage(`http://${host}:${port}/?${tab}`, context);
        await generate(page);
        pages.push(page);
      }
      // All runs are submitted although none has ended, and a further tab loads.
      await expect.poll(() => submissionsOf(simulator).length, patience).toBe(8);
      const further = await openPage(`http://${host}:${port}/?further`, context);
      expect(await statusOf(further)).toBe("idle");
      for (const page of pages) await page.locator("#status", { hasText: "done" }).waitFor();
      expect(submissionsOf(simulator)).toHaveLength(8);
    },
  );

  test("lets no page of another site start a run", async () => {
    const simulator = await openSimulator();
    const { listener, counts } = site(handlerOf(simulator));
    const { port } = await listen(listener);
    const page = await openPage((await listen(site(handlerOf(simulator)).listener)).url);
    const target = `http://127.0.0.1:${port}/api/seedream/runs`;
    const outcomes = await page.evaluate(
      async ([url = "", body = ""]) => {
        const send = (mode: RequestMode, type: string) =>
          fetch(url, { method: "POST", mode, headers: { "content-type": type }, body }).then(
            ({ type }) => type,
            (error) => error.name,
          );
        return [await send("no-cors", "text/plain"), await send("cors", "application/json")];
      },
      [target, JSON.stringify({ id: "0123456789abcdef", request: { prompt: "A lighthouse" } })],
    );
    // The first request reaches the server, which refuses it. The browser does not send the second.
    expect(outcomes).toEqual(["TypeError", "TypeError"]);
    expect(counts.posts).toBe(1);
    expect(simulator.simulator.calls).toEqual([]);
  });
});
