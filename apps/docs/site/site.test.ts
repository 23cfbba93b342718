import { join } from "node:path";
import { type Browser, chromiumPath, launchChromium, noChromium, type Page } from "@seedream-clients/chromium";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveSite } from "./serve.ts";

describe.skipIf(!chromiumPath)(chromiumPath ? "the site in a browser" : noChromium, () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveSite>>;

  beforeAll(async () => {
    site = await serveSite(join(import.meta.dirname, "../dist"));
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  /** Opens a page. Returns it with its requests to other sites, its failed responses and its logged errors. */
  async function open(path: string, width = 1280): Promise<{ page: Page; faults: string[] }> {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const faults: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url)) faults.push(request.url());
    });
    page.on("response", (response) => {
      if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
    });
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await page.goto(site.url + path, { waitUntil: "networkidle" });
    return { page, faults };
  }

  it.for([
    ["guides/sizes/", "idempotency key", "Tasks"],
    ["guides/sizes/", "OutcomeUnknownError", "Errors and money"],
    ["zh-cn/guides/sizes/", "幂等键", "任务"],
    ["zh-cn/guides/sizes/", "参考图", "参考图与编辑"],
  ])("finds a page from %s, without a server: %s", async ([path = "", words = "", title = ""]) => {
    const { page, faults } = await open(path);
    await page.keyboard.press("Control+k");
    await page.locator("dialog input").fill(words);
    await page.locator("dialog a").getByText(title, { exact: true }).first().waitFor();
    expect(faults).toEqual([]);
    await page.close();
  });

  it("counts what it finds in the language of the page", async () => {
    const { page } = await open("zh-cn/guides/sizes/");
    await page.keyboard.press("Control+k");
    await page.locator("dialog input").fill("退避");
    await page.locator("dialog").getByText("个与“退避”有关的页面").waitFor();
    await page.close();
  });

  it.for([
    "zh-cn/",
    "zh-cn/guides/errors/",
    "zh-cn/guides/web/",
    "zh-cn/internals/no-repeats/",
    "zh-cn/internals/provider/",
  ])("shows no space beside Chinese punctuation: /%s", async (path) => {
    const { page } = await open(path);
    const texts = await page.locator("main :is(p, li)").allTextContents();
    expect(
      texts.flatMap((text) => text.trim().match(/.{0,9}(?:[，。；：、）]\s|\s[，。；：、（）]).{0,9}/gsu) ?? []),
    ).toEqual([]);
    await page.close();
  });

  it.for(["", "zh-cn/", "guides/models/", "zh-cn/guides/errors/", "from/openai/", "reference/core/"])(
    "fits a phone: /%s",
    async (path) => {
      const { page, faults } = await open(path, 390);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      expect(faults).toEqual([]);
      await page.close();
    },
  );

  it("has tables as narrow in Chinese as in English: names in a cell go to lines of their own", async () => {
    const widths = await Promise.all(
      ["guides/errors/", "zh-cn/guides/errors/"].map(async (path) => {
        const { page } = await open(path, 360);
        const width = await page
          .locator("main table")
          .first()
          .evaluate(({ scrollWidth }) => scrollWidth);
        await page.close();
        return width;
      }),
    );
    expect(widths[1]).toBe(widths[0]);
  });

  it("shows its whole name on the narrowest phone", async () => {
    const { page } = await open("guides/sizes/", 320);
    const name = page.locator("header .site-title span");
    expect(await name.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await page.close();
  });

  it("says in both languages that a page does not exist", async () => {
    const { page } = await open("404.html");
    await page.getByText("Page not found").waitFor();
    await page.getByText("找不到页面").waitFor();
    await page.close();
  });

  it("leads from a page to the same page in the other language", async () => {
    const { page } = await open("guides/sizes/");
    await page.locator("header starlight-lang-select select").selectOption({ label: "简体中文" });
    await page.getByRole("heading", { level: 1, name: "尺寸" }).waitFor();
    await page.close();
  });
});
