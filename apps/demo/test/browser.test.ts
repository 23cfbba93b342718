import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStudio, type Studio } from "../server/studio.ts";
import { chromiumPath, launchChromium, noChromium } from "./chromium.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

if (!chromiumPath) {
  process.stderr.write(`The page is not tested. ${noChromium}\n`);
  it.skipIf(process.env.CI !== "true")(noChromium, () => {
    throw new Error(noChromium);
  });
}

describe.skipIf(!chromiumPath)("the page in Chromium", { timeout: 60_000 }, () => {
  let browser: Browser;
  let studio: Studio;
  let page: Page;
  let problems: string[];

  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
  });

  beforeEach(async () => {
    studio = await openStudio({ port: 0, latency: 150 });
    page = await browser.newPage({ viewport: { width: 1360, height: 900 }, colorScheme: "light" });
    problems = [];
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
    });
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(studio.url)) problems.push(request.url());
    });
    await page.goto(studio.url);
  });

  afterEach(async () => {
    await page.close();
    await studio.close();
    expect(problems).toEqual([]);
  });

  const run = () => page.getByRole("article").first();
  const shoot = (name: string) => page.screenshot({ path: join(root, "screenshots", `${name}.png`) });

  async function ask(prompt: string, count = 1) {
    await page.getByLabel("Prompt").fill(prompt);
    await page.getByRole("slider", { name: "Images" }).fill(String(count));
    await page.getByRole("button", { name: "Generate" }).click();
  }

  /** Images that are really drawn, as sizes of their files. */
  async function drawn(): Promise<string[]> {
    const images = run().getByRole("listitem").getByRole("img");
    return images.evaluateAll((all) =>
      all
        .filter((image) => image instanceof HTMLImageElement)
        .map((image) => `${image.naturalWidth}x${image.naturalHeight}`),
    );
  }

  it("says plainly that it is the simulator, and offers every provider on it", async () => {
    await page.getByText("Simulator: nothing here costs money").waitFor();
    expect(await page.getByLabel("Provider").locator("option").allTextContents()).toEqual([
      "Volcengine Ark (simulator)",
      "Anyfast (simulator)",
      "302.AI (simulator)",
      "APIMart (simulator)",
    ]);
    await shoot("start-light");
    await page.emulateMedia({ colorScheme: "dark" });
    await shoot("start-dark");
  });

  it("makes a group of three, and keeps it over a reload", async () => {
    await page.getByText("16:9", { exact: true }).click();
    await ask("Four seasons in one mountain village", 3);
    await run().getByText("3 of 3 received").waitFor();
    await run().getByText("about 0.75 CNY when live").waitFor();
    await expect.poll(drawn).toEqual(["2848x1600", "2848x1600", "2848x1600"]);
    await shoot("group-light");
    await page.emulateMedia({ colorScheme: "dark" });
    await shoot("group-dark");
    await page.setViewportSize({ width: 390, height: 844 });
    await run().scrollIntoViewIfNeeded();
    await shoot("group-phone-dark");
    await page.reload();
    await run().getByText("3 of 3 received").waitFor();
  });

  it.each(["Anyfast", "302.AI", "APIMart"])("makes an image with %s", async (provider) => {
    await page.getByLabel("Provider").selectOption(`${provider} (simulator)`);
    await ask("A lighthouse on a basalt cliff");
    await run().getByText("1 of 1 received").waitFor();
    await run().getByText(`${provider}, simulated`).waitFor();
    await expect.poll(drawn).toEqual(["2048x2048"]);
  });

  it("shows how far a task is, and lets it be cancelled", async () => {
    await page.getByLabel("Provider").selectOption("APIMart (simulator)");
    await ask("[scenario:task-stuck] A lighthouse that takes its time");
    await run().getByRole("progressbar", { name: "Progress of the task" }).waitFor();
    await shoot("task-light");
    await page.getByRole("button", { name: "Cancel" }).click();
    await run().getByRole("alert").getByText("AbortedError").waitFor();
  });

  it("shows the reason for a blocked image in its place, and the others", async () => {
    await ask("[scenario:one-image-blocked] A street market at night", 3);
    const failed = page.getByRole("listitem", { name: "Image 2 failed" });
    await failed.getByText("Held back by moderation").waitFor();
    await failed.getByText("Not charged.").waitFor();
    await run().getByText("3 received, 1 failed").or(run().getByText("2 of 3 received, 1 failed")).waitFor();
    await expect.poll(drawn).toEqual(["2048x2048", "2048x2048"]);
    await shoot("blocked-light");
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot("form-phone-light");
    await failed.scrollIntoViewIfNeeded();
    await shoot("blocked-phone-light");
  });

  it("says in words why a size is refused, before anything is sent", async () => {
    await page.getByText("Pixels", { exact: true }).click();
    await page.getByLabel("Width").fill("1500");
    await page.getByLabel("Height").fill("1500");
    await page.getByText("2,250,000 pixels; Seedream 4.5 takes 3,686,400 to 16,777,216.").waitFor();
    await ask("A small square");
    const alert = run().getByRole("alert");
    await alert.getByText("InvalidRequestError").waitFor();
    await alert.getByText("1500x1500 has 2,250,000 pixels").waitFor();
    await alert.getByText("Nothing was sent, nothing was charged.").waitFor();
    expect(studio.simulator.simulator.calls).toEqual([]);
    await shoot("size-refused-light");
  });

  it("cancels, and keeps what had arrived", async () => {
    await ask("A long group", 10);
    await run().getByText("1 of 10 received").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await run().getByRole("alert").getByText("AbortedError").waitFor();
    expect((await drawn()).length).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Generate" }).waitFor();
    await shoot("cancelled-light");
  });

  it("takes reference images from a file and by link, and lets them go", async () => {
    const picture = await page.screenshot({ clip: { x: 0, y: 0, width: 64, height: 64 } });
    await page.locator("input[type=file]").setInputFiles({ name: "seed.png", mimeType: "image/png", buffer: picture });
    await page.getByText("1 of 14").waitFor();
    const link = page.getByLabel("Link to a reference image");
    await link.fill("lighthouse.jpg");
    await link.press("Enter");
    await page.getByText("A link begins with https:// or http://.").waitFor();
    await link.fill("http://images.example/lighthouse.jpg");
    await link.press("Enter");
    await page.getByText("2 of 14").waitFor();
    await shoot("references-light");
    await page.getByRole("button", { name: "Remove image 2, images.example" }).click();
    await ask("The same, at night");
    await run().getByText("1 of 1 received").waitFor();
    const [call] = studio.simulator.simulator.calls;
    expect(JSON.stringify(call)).toContain("data:image/png;base64,");
  });

  it("is worked by keyboard alone", async () => {
    await page.getByLabel("Prompt").focus();
    await page.keyboard.type("By keys");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "4:3" }).isChecked()).toBe(true);
    await page.getByLabel("Prompt").press("Control+Enter");
    await expect.poll(drawn).toEqual(["2304x1728"]);
  });
});
