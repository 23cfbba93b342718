import { globSync, readFileSync } from "node:fs";
import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  type Browser,
  type BrowserContext,
  chromiumPath,
  launchChromium,
  noChromium,
  type Page,
} from "@seedream-clients/chromium";
import axe from "axe-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { serveSite } from "./serve.ts";

const dist = join(import.meta.dirname, "../dist");

describe.skipIf(!chromiumPath)(chromiumPath ? "the studio in the page" : noChromium, () => {
  /** Requests to anywhere but this machine. */
  const elsewhere: string[] = [];
  let site: Awaited<ReturnType<typeof serveSite>>;
  let outside: Server;
  let browser: Browser;
  let context: BrowserContext;
  /** Complaints of the browser. */
  let faults: string[];

  beforeAll(async () => {
    // GitHub Pages serves a repository under its name.
    site = await serveSite(dist, "/seedream-clients/");
    outside = createServer((request, response) => {
      elsewhere.push(String(request.url));
      response.writeHead(502).end();
    });
    outside.on("connect", ({ url }, socket) => {
      elsewhere.push(String(url));
      socket.destroy();
    });
    await new Promise<void>((resolve) => outside.listen(0, "127.0.0.1", resolve));
    const { port } = outside.address() as AddressInfo;
    browser = await launchChromium([
      // Requests of a page or a worker to the internet go to the server above.
      `--proxy-server=127.0.0.1:${port}`,
      "--proxy-bypass-list=site.test",
      "--host-resolver-rules=MAP site.test 127.0.0.1",
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    site?.close();
    outside?.close();
  });

  beforeEach(async () => {
    await enter("en-GB");
  });

  afterEach(async () => {
    await context.close();
    expect(faults).toEqual([]);
    expect(elsewhere).toEqual([]);
  });

  async function enter(locale: string, viewport = { width: 1280, height: 800 }): Promise<void> {
    await context?.close();
    context = await browser.newContext({ locale, viewport, reducedMotion: "reduce" });
    context.setDefaultTimeout(15_000);
    faults = [];
  }

  async function open(path = "studio/"): Promise<Page> {
    const page = await context.newPage();
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
    });
    page.on("pageerror", (error) => faults.push(String(error)));
    await page.goto(site.url + path);
    return page;
  }

  const submit = (page: Page) => page.locator("button[type=submit]");

  async function ask(page: Page, prompt: string, count = 1): Promise<void> {
    await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
    await page.getByRole("spinbutton", { name: "Images", exact: true }).fill(String(count));
    await submit(page).click();
    await page.getByRole("heading", { name: prompt }).first().waitFor();
  }

  /** Stops the worker, as browsers do when it is idle. */
  async function stopWorker(page: Page): Promise<void> {
    const devTools = await context.newCDPSession(page);
    await devTools.send("ServiceWorker.enable");
    await devTools.send("ServiceWorker.stopAllWorkers");
  }

  const tally = (page: Page, text: string) => page.locator("article .state").first().getByText(text);

  /** Waits until all runs have ended and saved their images, or failed to. The page shows images before that. */
  async function saved(page: Page, state = "done"): Promise<void> {
    const states = () =>
      page.evaluate(async () => {
        const done = (request: IDBRequest) => new Promise((resolve) => request.addEventListener("success", resolve));
        const opening = indexedDB.open(`seedream-studio ${location.pathname}`);
        await done(opening);
        const jobs = opening.result.transaction("jobs").objectStore("jobs").getAll();
        await done(jobs);
        opening.result.close();
        return jobs.result.map(({ state }) => state);
      });
    await expect.poll(async () => new Set(await states()), { timeout: 15_000 }).toEqual(new Set([state]));
  }

  /** Counts the different colours of each visible picture, scaled down. */
  function coloursOf(page: Page): Promise<number[]> {
    return page
      .getByRole("listitem")
      .getByRole("img")
      .evaluateAll((images) =>
        images.map((image) => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 32, height: 32 });
          const brush = canvas.getContext("2d");
          if (image instanceof HTMLImageElement) brush?.drawImage(image, 0, 0, 32, 32);
          return new Set(new Uint32Array(brush?.getImageData(0, 0, 32, 32).data.buffer ?? [])).size;
        }),
      );
  }

  it("draws images, keeps them over a reload, and says that they are simulated", async () => {
    const page = await open();
    await page.getByText("Simulated in this page: nothing is sent, nothing is paid").waitFor();
    expect(await page.getByText("Live, costs money").count()).toBe(0);
    await ask(page, "A heron in the reeds", 3);
    await tally(page, "3 / 3").waitFor();
    await saved(page);
    await stopWorker(page);
    await page.reload();
    await tally(page, "3 / 3").waitFor();
    await expect.poll(() => coloursOf(page)).toHaveLength(3);
    await expect.poll(async () => Math.min(...(await coloursOf(page)))).toBeGreaterThan(100);
    const reads = page
      .getByRole("listitem")
      .getByRole("img")
      .evaluateAll((images) =>
        // Fetches the images again, because the browser still shows its own copies.
        Promise.all(images.map(async (image) => (await fetch(image.getAttribute("src") ?? "")).status)),
      );
    expect(await reads).toEqual([200, 200, 200]);
    await page.getByRole("article").getByRole("button", { name: "Copy", exact: true }).click();
    await page.getByRole("button", { name: "Show all three here" }).click();
    await page.getByText("https://ark.cn-beijing.volces.com/api/v3/images/generations").first().waitFor();
    await page.getByRole("button", { name: "Open image 2" }).click();
    const box = page.locator("dialog.lightbox");
    await box.getByText("2304").or(box.getByText("2048")).first().waitFor();
    expect(
      await box
        .getByRole("img")
        .first()
        .evaluate((image) => Object(image).naturalWidth),
    ).toBe(2048);
  });

  it("offers images and archives as downloads, and shows an image in a tab of its own", async () => {
    const page = await open();
    await ask(page, "A heron", 2);
    await tally(page, "2 / 2").waitFor();
    const [archive] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download all" }).click(),
    ]);
    expect(archive.suggestedFilename()).toMatch(/\.zip$/);
    expect(
      readFileSync(await archive.path())
        .subarray(0, 2)
        .toString(),
    ).toBe("PK");
    await page.getByRole("button", { name: "Open image 1" }).click();
    const [image] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("dialog.lightbox").getByRole("link", { name: "Download", exact: true }).click(),
    ]);
    expect(image.suggestedFilename()).toMatch(/^seedream-.+\.jpg$/);
    expect(readFileSync(await image.path()).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    const address = await page.locator("dialog.lightbox").getByRole("img").first().getAttribute("src");
    const alone = await context.newPage();
    await alone.goto(`${site.url}studio/${address}`);
    expect(await alone.evaluate(() => document.contentType)).toBe("image/jpeg");
  });

  it("saves no file for an image that cannot be loaded", async () => {
    const page = await open();
    await ask(page, "[scenario:expired-link] A heron");
    await page.getByText("The link did not return the image").waitFor();
    const saved: string[] = [];
    page.on("download", (download) => saved.push(download.suggestedFilename()));
    const [response] = await Promise.all([
      page.waitForResponse(/archive/),
      page.getByRole("link", { name: "Download all" }).click(),
    ]);
    expect(response.status()).toBe(404);
    await page.waitForTimeout(300);
    expect(saved).toEqual([]);
    // The browser itself logs the 404.
    faults.length = 0;
  });

  it("saves no file for a disabled link", async () => {
    const page = await open();
    await ask(page, "[scenario:content-blocked] A heron");
    await page.getByText("Held back by moderation").first().waitFor();
    const saved: string[] = [];
    page.on("download", (download) => saved.push(download.suggestedFilename()));
    await page.locator('a[download][title="Download all"]').click({ force: true });
    await page.waitForTimeout(300);
    expect(saved).toEqual([]);
  });

  it("cancels a run, and keeps the images so far", async () => {
    const page = await open();
    await ask(page, "A heron", 8);
    await tally(page, "1 / 8").waitFor();
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await page.getByText("Cancelled").first().waitFor();
    await page.reload();
    await page.getByText("Cancelled").first().waitFor();
    await expect.poll(() => coloursOf(page)).not.toHaveLength(0);
  });

  it("makes images while the browser is offline, because nothing leaves this machine", async () => {
    const page = await context.newPage();
    // The client of the page knows that a server on 127.0.0.1 is on this machine, but not one of this name.
    await page.goto(`${site.url.replace("127.0.0.1", "site.localhost")}studio/`);
    await submit(page).waitFor();
    await context.setOffline(true);
    await ask(page, "A heron", 2);
    await tally(page, "2 / 2").waitFor();
  });

  it("has one studio for all tabs", async () => {
    const [page, other] = [await open(), await open()];
    await submit(other).waitFor();
    await ask(page, "A heron", 2);
    await other.getByRole("heading", { name: "A heron" }).waitFor();
    await tally(other, "2 / 2").waitFor();
    expect(await other.getByRole("article").count()).toBe(1);
  });

  it("says that a run was stopped if the browser stopped the worker during the run", async () => {
    const page = await open();
    await ask(page, "A heron", 8);
    await tally(page, "1 / 8").waitFor();
    await stopWorker(page);
    await page.getByText("The studio stopped while this ran").first().waitFor();
    await page.reload();
    await page.getByText("The studio stopped while this ran").first().waitFor();
    await ask(page, "A kite");
    await tally(page, "1 / 1").waitFor();
    // Images that were not saved yet are lost with the simulator, and the browser logs their 502.
    faults = faults.filter((fault) => !fault.includes("a status of 502"));
  });

  it("ends its runs before a new version takes its place", async () => {
    const copy = await mkdtemp(join(tmpdir(), "site-"));
    await cp(join(dist, "studio"), join(copy, "studio"), { recursive: true });
    const changing = await serveSite(copy);
    const page = await context.newPage();
    await page.goto(`${changing.url}studio/`);
    await ask(page, "A heron", 3);
    await appendFile(join(copy, "studio/worker.js"), "// new");
    await page.evaluate(async () => {
      const taken = new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve));
      await (await navigator.serviceWorker.ready).update();
      await taken;
    });
    await tally(page, "3 / 3").waitFor();
    await ask(page, "A kite");
    await tally(page, "1 / 1").waitFor();
    await page.reload();
    await expect.poll(() => page.getByRole("article").count()).toBe(2);
    changing.close();
    await rm(copy, { recursive: true });
  });

  it("comes back after a reload that bypasses its worker", async () => {
    const page = await open();
    await submit(page).waitFor();
    const devTools = await context.newCDPSession(page);
    await devTools.send("Page.reload", { ignoreCache: true });
    await submit(page).waitFor();
    await ask(page, "A heron");
    await tally(page, "1 / 1").waitFor();
  });

  it("goes on when its page is closed, and keeps its link", async () => {
    const page = await open();
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await ask(page, "A heron", 3);
    await page.getByRole("button", { name: "Copy the link to this run" }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.close();
    const later = await open(link.replace(site.url, ""));
    await tally(later, "3 / 3").waitFor();
    await later.getByText("One run, by its link").waitFor();
  });

  it("is linked from the rest of the site, and does not control it", async () => {
    const root = await serveSite(dist);
    for (const path of ["", "zh-cn/", "guides/testing/"]) {
      const page = await context.newPage();
      await page.goto(root.url + path);
      await page
        .locator("main")
        .getByRole("link", { name: /studio/i })
        .first()
        .click();
      await submit(page).waitFor();
      expect(page.url()).toBe(`${root.url}studio/`);
      await page.goto(root.url + path);
      expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBe(null);
    }
    root.close();
  });

  it.each([{ locale: "en-GB" }, { locale: "zh-CN" }])(
    "breaks no rule of accessibility in $locale",
    async ({ locale }) => {
      await enter(locale);
      const page = await open();
      await submit(page).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await violations(page)).toEqual([]);
    },
  );

  it("fits a phone", async () => {
    await enter("zh-CN", { width: 390, height: 844 });
    const page = await open();
    await page.getByText("在此页面中模拟").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  it("says over plain HTTP why it cannot run, and where it can", async () => {
    const page = await context.newPage();
    await page.goto(`${site.url.replace("127.0.0.1", "site.test")}studio/`);
    await page.getByRole("heading", { name: "The studio cannot run in this page" }).waitFor();
    await page.getByText("npx -y pnpm@12 demo").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  /** Makes the worker run a script first. */
  function prepareWorker(script: string): Promise<unknown> {
    return context.route("**/studio/worker.js", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `${script};${await response.text()}` });
    });
  }

  it("gives the reason why the browser cannot keep an image", async () => {
    await prepareWorker(`
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...values) {
        if (this.name === "images") throw new DOMException("It is full", "QuotaExceededError");
        return put.apply(this, values);
      }
    `);
    const page = await context.newPage();
    await page.goto(`${site.url}studio/`);
    await ask(page, "A heron");
    await saved(page, "failed");
    await page.reload();
    await page.getByText("The browser has no room left for this image; delete runs").waitFor();
  });

  it("says that it cannot run if the browser stores nothing", async () => {
    await prepareWorker('Object.defineProperty(self, "indexedDB", {})');
    const page = await context.newPage();
    await page.goto(`${site.url}studio/`);
    await page.getByRole("heading", { name: "The studio cannot run in this page" }).waitFor();
  });
});

describe("the scripts of the studio in the page", () => {
  it("have at most 226 kB, gzipped", () => {
    const scripts = globSync("studio/**/*.js", { cwd: dist });
    const sizes = scripts.map((script) => gzipSync(readFileSync(join(dist, script))).length);
    expect(sizes).toHaveLength(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(226_000);
  });
});

/** Returns the rules that are broken. The policy of the page blocks foreign scripts, but not those of the test. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(
    "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))",
  );
}
