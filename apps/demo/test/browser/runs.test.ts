import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { providerNames } from "../../server/providers.ts";
import { eventsOf, generate } from "../studio.ts";
import { describeInChromium, test } from "./test.ts";

describeInChromium("a run", { timeout: 60_000 }, () => {
  test.for(providerNames)("makes an image with %s", async (name, { stage, studio }) => {
    const title = studio.providers.find((provider) => provider.name === name)?.title ?? "";
    await stage.choose("provider", `${title} (simulator)`);
    await stage.ask("A lighthouse on a basalt cliff");
    await stage.received(1);
    await stage.run.getByText(`${title}, simulated`).waitFor();
    await expect.poll(() => stage.drawn()).toEqual(["2048x2048"]);
  });

  describe("that takes its time", () => {
    test.override("latency", 700);

    test("shows images as they arrive, is cancelled, and keeps what had come", async ({ stage }) => {
      await stage.ask("A long group", 10);
      await stage.run.getByText(/^[1-9] of 10 received/).waitFor();
      await stage.page.getByTitle("Image 10 is being made").waitFor();
      await stage.button("Cancel").click();
      await stage.run.getByRole("alert").getByText("Cancelled").waitFor();
      await expect.poll(async () => (await stage.drawn()).length).toBeGreaterThan(0);
      await stage.button("Generate").waitFor();
    });

    test("loses nothing when the page is closed", async ({ stage, browser, studio }) => {
      await stage.ask("Nobody is watching", 3);
      await stage.run.getByText(/^[12] of 3 received/).waitFor();
      await stage.page.close();
      const again = await browser.newPage();
      await again.goto(studio.url);
      await again.getByRole("article").getByText("3 of 3 received").waitFor();
      await again.close();
    });
  });

  describe("that is a task", () => {
    test.override("latency", 5000);

    test("shows how far a task is, and waits again for one that was let go", async ({ stage }) => {
      await stage.choose("provider", "APIMart (simulator)");
      await stage.ask("A lighthouse that takes its time");
      await stage.run.getByRole("progressbar", { name: "Progress" }).waitFor();
      await stage.button("Cancel").click();
      await stage.run.getByRole("alert").getByText("AbortedError").waitFor();
      await stage.button("Wait again", stage.run).click();
      await stage.received(1);
      const submissions = stage.studio.simulator.simulator.calls.filter(({ operation }) => operation !== "getTask");
      expect(submissions).toHaveLength(1);
      expect(await stage.button("Wait again").count()).toBe(0);
    });
  });

  test("says that an image could not be saved, and why it cannot be shown", async ({ stage }) => {
    await stage.ask("[scenario:expired-link] A lighthouse");
    await stage.run.getByText("Not saved: The link to the image was refused").waitFor();
    await stage.run.locator(".missing").getByText("The link to the image was refused").waitFor();
    expect(await stage.run.getByRole("link", { name: "The provider's link" }).getAttribute("href")).toMatch(/^http/);
    // The browser says by itself that the picture failed.
    stage.problems.length = 0;
  });

  test("says what became of an image whose file is gone", async ({ stage, studio, browser }) => {
    await stage.ask("A lighthouse");
    await expect.poll(() => stage.drawn()).toEqual(["2048x2048"]);
    const [run = ""] = await readdir(join(studio.data, "images"));
    await rm(join(studio.data, "images", run), { recursive: true });
    // A browser that has not seen the image yet.
    const page = await browser.newPage();
    await page.goto(studio.url);
    await page.getByText("This image is not known, or it was deleted.").waitFor();
    await page.close();
  });

  test("opens its images in full size, and downloads them", async ({ stage }) => {
    await stage.ask("A lighthouse");
    await stage.received(1);
    const [opened] = await Promise.all([
      stage.context.waitForEvent("page"),
      stage.run.getByRole("link", { name: "Open image 1 in full size" }).click(),
    ]);
    expect(opened.url()).toMatch(/\/api\/image\/.*\.0$/);
    await opened.close();
    const [download] = await Promise.all([
      stage.page.waitForEvent("download"),
      stage.run.getByRole("link", { name: "Download image 1" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^seedream-.*\.jpeg$/);
  });

  test("is one of many: older ones come when asked for", async ({ stage, studio }) => {
    for (let index = 0; index < 21; index++) {
      await eventsOf(await generate(studio, { prompt: `Run ${index}`, size: "1x1" }));
    }
    await stage.page.reload();
    await stage.run.waitFor();
    const runs = stage.page.getByRole("article");
    expect(await runs.count()).toBe(20);
    await stage.button("Older runs").click();
    await stage.page.getByRole("article", { name: "Run 0", exact: true }).waitFor();
    expect(await runs.count()).toBe(21);
    expect(await stage.button("Older runs").count()).toBe(0);
  });

  test("is told in the words of the page when the studio does not answer", async ({ stage }) => {
    await stage.page.route("**/api/generate", (route) => route.abort());
    await stage.ask("A lighthouse");
    const alert = stage.run.getByRole("alert");
    await alert.getByText("The studio's server does not answer; start it again with `pnpm demo`.").waitFor();
    stage.problems.length = 0;
  });
});
