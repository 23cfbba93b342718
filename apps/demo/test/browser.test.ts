import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Studio } from "../server/studio.ts";
import { chromiumPath, launchChromium, noChromium } from "./chromium.ts";
import { openTestStudio } from "./studio.ts";

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
    studio = await openTestStudio({ latency: 150 });
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
    await expect.poll(drawn, { timeout: 15_000 }).toEqual(["2848x1600", "2848x1600", "2848x1600"]);
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
    await expect.poll(drawn, { timeout: 15_000 }).toEqual(["2048x2048"]);
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
    await expect.poll(drawn, { timeout: 15_000 }).toEqual(["2048x2048", "2048x2048"]);
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
    await run()
      .getByText(/^[1-9] of 10 received/)
      .waitFor();
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

  it("keeps runs: searched, reused, shown in code and on the wire, deleted", async () => {
    await page.getByText("16:9", { exact: true }).click();
    await ask("A heron in the reeds", 2);
    await run().getByText("2 of 2 received").waitFor();
    await page.reload();
    await run().getByText("2 of 2 received").waitFor();
    await expect.poll(drawn, { timeout: 15_000 }).toEqual(["2848x1600", "2848x1600"]);
    await run().getByText("Code and wire").click();
    await run()
      .getByRole("region", { name: "TypeScript" })
      .getByText('createArk } from "@seedream-clients/ark"')
      .waitFor();
    await run().getByRole("region", { name: "Request 1" }).getByText("authorization: Bearer ••••").waitFor();
    await run().getByRole("region", { name: "Response 1" }).getByText("image_generation.completed").waitFor();
    await shoot("code-light");
    await run().getByRole("button", { name: "Reuse" }).click();
    await expect.poll(() => page.getByLabel("Prompt").inputValue(), { timeout: 15_000 }).toBe("A heron in the reeds");
    expect(await page.getByRole("radio", { name: "16:9" }).isChecked()).toBe(true);
    await page.getByLabel("Search the runs").fill("fox");
    await page.getByText("No run has this in it.").waitFor();
    await page.getByLabel("Search the runs").fill("reeds");
    await run().getByRole("button", { name: "Delete" }).click();
    await page.getByText("No run has this in it.").waitFor();
  });

  it("compares providers side by side, and offers what the model has", async () => {
    await page.getByRole("checkbox", { name: "Anyfast" }).check();
    await page.getByRole("checkbox", { name: "APIMart" }).check();
    await page.getByRole("list", { name: "What this model can do" }).getByText("14 references").waitFor();
    await ask("A fox under a ginkgo tree");
    for (const title of ["Volcengine Ark", "Anyfast", "APIMart"]) {
      const card = page.getByRole("article").filter({ hasText: `${title}, simulated` });
      await card.getByText("1 of 1 received").waitFor();
    }
    await shoot("compare-light");
    const boxes = await page
      .getByRole("article")
      .evaluateAll((all) => all.map((card) => card.getBoundingClientRect().y));
    expect(boxes[0]).toBe(boxes[1]);
    await page.getByLabel("Model", { exact: true }).selectOption("seedream-5.0-lite");
    await page.getByLabel("Format").selectOption("png");
    await page.getByRole("checkbox", { name: "Anyfast" }).uncheck();
    await page.getByRole("checkbox", { name: "APIMart" }).uncheck();
    await ask("A fox as PNG");
    await page.getByRole("article", { name: "A fox as PNG" }).getByText("1 of 1 received").waitFor();
    expect(JSON.stringify(studio.simulator.simulator.calls.at(-1)?.body)).toContain('"output_format":"png"');
  });

  it.each(["light", "dark"] as const)("breaks no rule of accessibility in the %s", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await ask("[scenario:one-image-blocked] A street market", 2);
    await run().getByText("1 failed").waitFor();
    await run().getByText("Code and wire").click();
    await run().getByRole("region", { name: "TypeScript" }).waitFor();
    await page.evaluate(axe.source);
    const violations: unknown = await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]))",
    );
    expect(violations).toEqual([]);
  });

  it("is worked by keyboard alone", async () => {
    await page.getByLabel("Prompt").focus();
    await page.keyboard.type("By keys");
    const square = page.getByRole("radio", { name: "1:1" });
    const isThere = () => square.evaluate((radio) => radio === document.activeElement);
    for (let presses = 0; presses < 12 && !(await isThere()); presses++) await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "4:3" }).isChecked()).toBe(true);
    await page.getByLabel("Prompt").press("Control+Enter");
    await expect.poll(drawn, { timeout: 15_000 }).toEqual(["2304x1728"]);
  });
});
