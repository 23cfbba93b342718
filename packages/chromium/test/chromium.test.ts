import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Browser, chromiumPath, launchChromium, noChromium } from "../src/index.ts";
import { findInstalled } from "../src/installed.ts";
import { canBePackaged } from "../src/packaged.ts";
import { openServer } from "./server.ts";

// Printed only here, because the tests of pages are skipped without a message.
if (!chromiumPath) process.stderr.write(`Tests of pages are skipped. ${noChromium}\n`);

// CI must test the pages on Linux, where the package has a browser.
it.skipIf(!chromiumPath && !(canBePackaged && process.env.CI === "true"))(
  "is on every machine that tests run on",
  () => {
    expect(chromiumPath, noChromium).toBeDefined();
  },
);

describe.skipIf(!chromiumPath)("Chromium", { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser?.close());

  /** Posts JSON from a page of one origin to another origin, which responds with these headers. */
  async function postAcross(headers: Readonly<Record<string, string>>) {
    const methods: (string | undefined)[] = [];
    await using home = await openServer((_, response) => response.end("<!doctype html>"));
    await using other = await openServer(({ method }, response) => {
      methods.push(method);
      response.writeHead(200, { ...headers, "content-type": "text/plain" }).end("secret");
    });
    const page = await browser.newPage();
    await page.goto(home.origin);
    const read = await page.evaluate(async (url) => {
      const read = (init?: RequestInit) =>
        fetch(url, init).then(
          (response) => response.text(),
          (error: unknown) => String(error),
        );
      return [
        await read(),
        await read({ method: "POST", headers: { "content-type": "application/json" }, body: "{}" }),
      ];
    }, other.origin);
    await page.close();
    return { read, methods };
  }

  it("blocks requests to an origin that does not allow them", async () => {
    const blocked = "TypeError: Failed to fetch";
    expect(await postAcross({})).toEqual({ read: [blocked, blocked], methods: ["GET", "OPTIONS"] });
  });

  it("sends requests to an origin that allows them", async () => {
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "content-type" };
    expect(await postAcross(headers)).toEqual({ read: ["secret", "secret"], methods: ["GET", "OPTIONS", "POST"] });
  });

  // An installed browser uses the fonts of its machine.
  it.skipIf(findInstalled())("draws every Chinese character with a glyph of its own", async () => {
    const page = await browser.newPage();
    const drawn = await page.evaluate((text) => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 40 });
      const context = canvas.getContext("2d");
      if (!context) throw new Error("There is no canvas");
      context.font = "32px sans-serif";
      return [...text].map((character) => {
        context.clearRect(0, 0, 40, 40);
        context.fillText(character, 0, 32);
        return canvas.toDataURL();
      });
    }, " 中文参考图，结果未知。");
    await page.close();
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});
