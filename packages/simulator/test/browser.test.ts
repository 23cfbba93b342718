import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { chromiumPath, launchChromium } from "@seedream-clients/chromium";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outcome } from "./browser/app.ts";
import { serve } from "./serve.ts";

/** Bundles the page with the worker from the sources. */
async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL("./browser/app.ts", import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "silent",
    plugins: [
      {
        // "browser" in package.json does the same for the built file.
        name: "browser-field",
        setup: ({ onLoad }) => {
          onLoad({ filter: /src\/render\/picture\.ts$/ }, () => ({ contents: "" }));
        },
      },
    ],
  });
  return result.outputFiles[0]?.text ?? "";
}

describe.skipIf(!chromiumPath)("in Chromium", { timeout: 60_000 }, () => {
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser?.close());

  it("the handlers work with MSW's worker", async () => {
    const worker = createRequire(import.meta.url).resolve("msw/mockServiceWorker.js");
    const files: Record<string, [type: string, content: string]> = {
      "/": ["text/html", `<!doctype html><script type="module" src="/app.js"></script>`],
      "/app.js": ["text/javascript", await bundle()],
      "/mockServiceWorker.js": ["text/javascript", await readFile(worker, "utf8")],
    };
    const server = createServer(({ url = "" }, reply) => {
      const [type, content] = files[url] ?? ["text/plain", ""];
      reply.writeHead(files[url] ? 200 : 404, { "content-type": type }).end(content);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await page.waitForFunction(() => "outcome" in globalThis);
      const outcome = await page.evaluate<Outcome>("globalThis.outcome");
      expect(outcome).toMatchObject({ statuses: [429, 400, 200], width: 2560, height: 1440, events: 3, calls: 4 });
      expect(outcome.mediaType).toBe("image/jpeg");
      expect(outcome.colours).toBeGreaterThan(100);
      expect(outcome.drawings).toBe(2);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("the page of the server copies addresses, queues scenarios and shows calls", async () => {
    const { url, baseURLs } = await serve();
    const page = await browser.newPage();
    const problems: string[] = [];
    page.on("console", (message) => problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(url);
    await page.getByRole("button", { name: `Copy ${baseURLs.ark}` }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(baseURLs.ark);
    await page.getByRole("group", { name: "APIMart" }).getByRole("button", { name: "task-stuck" }).click();
    await page.getByText("Next: task-stuck").waitFor();
    const headers = { authorization: "Bearer any-key" };
    const body = JSON.stringify({ model: "doubao-seedream-4-5-251128", prompt: "A red kite" });
    await fetch(`${baseURLs.ark}/images/generations`, { method: "POST", headers, body });
    await page.getByRole("img", { name: "A red kite" }).waitFor();
    await page.getByText("generateImages").click();
    await page.getByText(`"prompt": "A red kite"`).waitFor();
    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByText("None yet.", { exact: true }).waitFor();
    expect(problems).toEqual([]);
  });
});
