import { mkdtemp, readdir, rm } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveSimulator } from "@seedream-clients/simulator/server";
import { describe, expect } from "vitest";
import { openStudio } from "../../server/node/open-studio.ts";
import { providerNames } from "../../server/providers.ts";
import { generate, openTestStudio } from "../studio.ts";
import { openStage } from "./stage.ts";
import { describeInChromium, test } from "./test.ts";
import { search } from "./views.ts";

const viewport = { width: 1280, height: 800 };

describeInChromium("a run", { timeout: 60_000 }, () => {
  test.for(providerNames)("makes an image with %s", async (name, { stage, studio }) => {
    const title = studio.offers.find(({ provider }) => provider.name === name)?.provider.title ?? "";
    await stage.sendTo(title);
    await stage.ask("A lighthouse on a basalt cliff");
    await stage.ended("done");
    await stage.run.getByText(title, { exact: true }).waitFor();
    await expect.poll(() => stage.drawn()).toEqual(["2048x2048"]);
  });

  describe("that takes its time", () => {
    test.override("latency", 500);

    test("shows images as they arrive, and keeps them when it is cancelled, while another run goes on", async ({
      stage,
    }) => {
      const { page } = stage;
      await stage.ask("Another one", 6);
      await stage.ask("A long group", 10);
      await stage.underWay();
      await stage.run.getByText("10 / 10").waitFor();
      expect(await stage.send.isEnabled()).toBe(true);
      const before = await stage.run.boundingBox();
      await stage.button("Cancel", stage.run).click();
      await stage.ended("cancelled");
      await expect.poll(async () => (await stage.drawn()).length).toBeGreaterThan(0);
      expect(await stage.run.boundingBox()).toEqual(before);
      await page.getByRole("article", { name: "Another one" }).locator(".state").getByText("6 / 6").waitFor();
    });

    test("moves nothing in a comparison when it ends", async ({ stage }) => {
      await stage.sendTo("Volcengine Ark", "302.AI");
      await stage.ask("Two rows", 2);
      const cancels = stage.run.getByRole("button", { name: "Cancel the run at" });
      await expect.poll(() => cancels.count()).toBe(2);
      const tops = () =>
        stage.run.locator(".facts").evaluateAll((all) => all.map((facts) => facts.getBoundingClientRect().top));
      const before = await tops();
      await stage.ended("done");
      expect(await tops()).toEqual(before);
      expect(await cancels.count()).toBe(0);
      const downloads = stage.run.getByRole("link", { name: "Download", exact: true });
      const files = await downloads.evaluateAll((all) => all.map((link) => link.getAttribute("download")));
      expect(files).toHaveLength(4);
      expect(new Set(files).size, files.join()).toBe(4);
    });

    test("is followed by a second tab, from sending to deletion", async ({ stage }) => {
      const second = await stage.context.newPage();
      await second.goto(stage.studio.url);
      await second.getByText("Nothing made yet").waitFor();
      await stage.ask("Seen twice", 3);
      const run = second.getByRole("article", { name: "Seen twice" });
      await run
        .locator(".state")
        .getByText(/[12] \/ 3$/)
        .waitFor();
      await run.locator(".state").getByText("3 / 3").waitFor();
      await stage.ended("done");
      await stage.button("Delete", stage.run).click();
      await stage.button("Delete for good?", stage.run).click();
      await run.waitFor({ state: "detached" });
      await second.close();
    });

    test("loses nothing when the page is closed", async ({ stage, browser, studio }) => {
      await stage.ask("Nobody is watching", 3);
      await stage.underWay();
      await stage.page.close();
      const again = await browser.newPage();
      await again.goto(studio.url);
      await again.locator(".state").getByText("3 / 3").waitFor();
      await again.close();
    });
  });

  describe("that is a task", () => {
    test.override("latency", 4000);

    test("shows its progress, and can be waited for again after it was cancelled", async ({ stage }) => {
      await stage.sendTo("APIMart");
      await stage.ask("A lighthouse that takes its time");
      await stage.run.getByRole("progressbar", { name: "Progress" }).waitFor();
      await stage.button("Cancel", stage.run).click();
      await stage.ended("cancelled");
      await stage.page.reload();
      const second = await stage.context.newPage();
      await second.goto(stage.studio.url);
      const there = second.getByRole("article", { name: "A lighthouse that takes its time" });
      await there.getByRole("button", { name: "Wait again" }).waitFor();
      await stage.button("Wait again", stage.run).click();
      await there.getByRole("progressbar", { name: "Progress" }).waitFor();
      await stage.ended("done");
      await there.locator(".state").getByText("1 / 1").waitFor();
      await second.close();
      expect(stage.bodies).toHaveLength(1);
      expect(await stage.button("Wait again").count()).toBe(0);
    });
  });

  test("cannot be waited for again after its task failed", async ({ stage }) => {
    await stage.sendTo("APIMart");
    await stage.ask("[scenario:task-failed] A lighthouse");
    await stage.ended("failed");
    await stage.button("Again", stage.run).waitFor();
    expect(await stage.button("Wait again", stage.run).count()).toBe(0);
  });

  test("shows the reason why an image cannot be fetched, in its place", async ({ stage }) => {
    await stage.ask("[scenario:expired-link] A lighthouse");
    await stage.run.getByRole("alert").getByText("The link did not return the image").waitFor();
    // The browser itself logs the failed picture.
    stage.problems.length = 0;
  });

  test("loads an image again after a failed request, and names a file that is not an image", async ({ stage }) => {
    let requests = 0;
    await stage.context.route(/\/images\/0$/, (route) => (++requests === 1 ? route.abort() : route.fallback()));
    await stage.ask("A lighthouse");
    await expect.poll(() => stage.drawn()).toEqual(["2048x2048"]);
    await stage.context.route(/\/images\/1$/, (route) =>
      route.fulfill({ contentType: "image/jpeg", body: "No image" }),
    );
    await stage.ask("Two lighthouses", 2);
    await stage.run.getByRole("alert").getByText("Not an image").waitFor();
    // The browser itself logs the aborted request.
    stage.problems.length = 0;
  });

  test("says that the file of an image is gone", async ({ stage, studio, browser }) => {
    await stage.ask("A lighthouse");
    await expect.poll(() => stage.drawn()).toEqual(["2048x2048"]);
    const folder = join(studio.data, "images");
    await expect.poll(async () => (await readdir(folder)).join()).toMatch(/^[\w-]+\.jpg$/);
    // The journal records the file a moment later.
    await stage.page.waitForTimeout(200);
    for (const file of await readdir(folder)) await rm(join(folder, file));
    // This page has not loaded the image yet.
    const page = await browser.newPage();
    await page.goto(studio.url);
    await page.getByText("This image is not known, or it was deleted.").waitFor();
    await page.close();
  });

  test("shows the reason of a failure with its details if its place is small", async ({ stage }) => {
    await stage.ask("[scenario:one-image-blocked] A lighthouse", 6);
    await stage.ended("part");
    const failed = stage.run.getByRole("alert");
    const reason = failed.getByText("the image made may contain sensitive information");
    expect(await reason.isVisible()).toBe(false);
    await stage.button("Details", failed).click();
    await reason.click();
  });

  test("shows at most two lines of its prompt, and no part of the third", async ({ stage }) => {
    for (const prompt of ["One", "Two", "A prompt that is too long for two lines, ".repeat(4)]) {
      await stage.ask(prompt);
      await stage.ended("done");
    }
    const title = stage.run.getByRole("heading");
    const [lines, height] = await title.evaluate((heading) => {
      const { lineHeight } = getComputedStyle(heading);
      return [
        heading.scrollHeight / Number.parseFloat(lineHeight),
        heading.clientHeight / Number.parseFloat(lineHeight),
      ];
    });
    expect(lines).toBeGreaterThan(2);
    expect(height).toBe(2);
  });

  describe("in a narrow window, with a mouse", () => {
    test.override("viewport", { width: 360, height: 740 });

    test("opens a picture by a click anywhere beside the buttons over it", async ({ stage }) => {
      await stage.pick("21:9");
      await stage.sendTo("Volcengine Ark", "302.AI");
      await stage.ask("Two wide ones");
      await stage.ended("done");
      const place = stage.run.getByRole("listitem").first();
      await place.getByRole("img").waitFor();
      const { width = 0, height = 0 } = (await place.boundingBox()) ?? {};
      for (const position of [
        { x: width / 2, y: height / 2 },
        { x: 4, y: height - 4 },
      ]) {
        await place.hover({ position });
        await place.click({ position });
        await stage.button("Close", stage.box).click();
      }
    });
  });

  test("loads older runs on demand", async ({ stage, studio }) => {
    await Promise.all(Array.from({ length: 21 }, (_, index) => generate(studio, { prompt: `Run ${index}` })));
    await stage.page.reload();
    const runs = stage.page.getByRole("article");
    await expect.poll(() => runs.count()).toBe(20);
    await stage.button("Older runs").click();
    await expect.poll(() => runs.count()).toBe(21);
    expect(await stage.button("Older runs").count()).toBe(0);
  });

  test("is left out of a search that it does not match, but shown when it was just sent", async ({ stage }) => {
    const { page, studio } = stage;
    const runs = page.getByRole("article");
    await stage.ask("A fox");
    await stage.ended("done");
    studio.simulator.simulator.next("ark", "slow", { delay: 3000 });
    await stage.ask("A hare");
    await search(stage).fill("fox");
    await expect.poll(() => runs.count()).toBe(1);
    await stage.run.getByRole("heading", { name: "A fox" }).waitFor();
    await stage.ask("A heron");
    expect(await search(stage).inputValue()).toBe("");
    await expect.poll(() => runs.count()).toBe(3);
    await runs.nth(1).locator(".state").getByText("1 / 1").waitFor();
  });

  test("is found by its whole prompt, however long that is", async ({ stage, studio }) => {
    const prompt = "在芦苇丛里的苍鹭".repeat(800);
    for (const each of [prompt, "A fox"]) await generate(studio, { prompt: each });
    await stage.page.reload();
    await search(stage).fill(prompt);
    await expect.poll(() => stage.page.getByRole("article").count()).toBe(1);
  });

  test("is shown when it was just sent, whichever runs were shown before", async ({ stage }) => {
    await stage.ask("A fox");
    await stage.ended("done");
    await stage.pick("Failed 0");
    await stage.page.getByText("No run matches.").waitFor();
    await stage.ask("A heron");
    await stage.ended("done");
    expect(await stage.page.getByRole("article").count()).toBe(2);
  });

  test("offers its images as references, as single files and as one archive", async ({ stage }) => {
    await stage.ask("A lighthouse", 2);
    await stage.ended("done");
    await stage.run.getByRole("img").first().waitFor();
    await stage.button("As reference", stage.run).click();
    await stage.page.getByText("2 / 14").waitFor();
    const [all] = await Promise.all([
      stage.page.waitForEvent("download"),
      stage.run.getByRole("link", { name: "Download all" }).click(),
    ]);
    expect(all.suggestedFilename()).toMatch(/^seedream-\w{8}\.zip$/);
    await stage.run.getByRole("listitem").first().hover();
    const [one] = await Promise.all([
      stage.page.waitForEvent("download"),
      stage.run.getByRole("link", { name: "Download", exact: true }).first().click(),
    ]);
    expect(one.suggestedFilename()).toMatch(/^seedream-\w{8}-\d-1\.jpg$/);
    await stage.ask("The same at night");
    await stage.ended("done");
    expect(JSON.parse(stage.bodies[1] ?? "").image).toHaveLength(2);
  });
});

describeInChromium("the spending", { timeout: 60_000 }, () => {
  const nothing = { sums: [], unknown: 0, mayBeCharged: 0 };
  const threeImages = { ...nothing, unknown: 3 };
  const oneRun = { ...nothing, mayBeCharged: 1 };
  test.for([
    [nothing, nothing, "nothing"],
    [nothing, threeImages, "nothing"],
    [nothing, oneRun, "nothing"],
    [threeImages, threeImages, "price not known"],
    [oneRun, oneRun, "price not known"],
  ] as const)("is nothing only if no price of today is unknown: %j", async ([today, inAll, text], { stage }) => {
    const spent = [{ name: "anyfast", title: "Anyfast", today, inAll }];
    await stage.context.route("**/api/spent", (route) => route.fulfill({ json: spent }));
    await stage.page.reload();
    await stage.page.getByRole("button", { name: `Spent today ${text}` }).waitFor();
  });

  test("is shown for today and in all, by provider, for live runs only, also once they are deleted", async ({
    browser,
  }) => {
    const simulator = await serveSimulator();
    process.env.ARK_BASE_URL = simulator.baseURLs.ark;
    const studio = await openTestStudio({ simulator, environment: { ARK_API_KEY: "key-of-the-test" } });
    const stage = await openStage(browser, studio, { language: "en", viewport });
    try {
      await stage.ask("On the simulator");
      await stage.ended("done");
      await stage.pick("Live, costs money");
      await stage.ask("[scenario:dropped-mid-stream] For money", 2);
      await stage.ended("part");
      // The price is known, but not the number of images.
      await stage.run.locator(".cost").getByText("may be charged").waitFor();
      await stage.ask("For money", 2);
      await stage.ended("done");
      await stage.run.getByText("CN¥0.50").waitFor();
      const header = stage.page.locator(".button.spent");
      await header.getByText("CN¥0.50").waitFor();
      await header.click();
      const row = stage.page.getByRole("row", { name: "Volcengine Ark" });
      expect(await row.getByRole("cell").allTextContents()).toEqual(["CN¥0.50", "CN¥0.50"]);
      await stage.page.getByText("1 run may have been charged and is not in the sums.").waitFor();
      await stage.page.keyboard.press("Escape");
      await stage.button("Delete", stage.run).click();
      await stage.button("Delete for good?", stage.run).click();
      await stage.page.getByRole("article", { name: "For money", exact: true }).waitFor({ state: "detached" });
      await stage.page.reload();
      await header.getByText("CN¥0.50").waitFor();
    } finally {
      delete process.env.ARK_BASE_URL;
      await stage.context.close();
      await studio.close();
      await simulator.close();
    }
  });
});

describeInChromium("the lightbox", { timeout: 60_000 }, () => {
  test("steps through pictures and runs, zooms, adds references, and returns the focus, all by keys", async ({
    stage,
  }) => {
    const { page, box } = stage;
    await stage.ask("The older run", 2);
    await stage.ended("done");
    await stage.ask("The newer run", 3);
    await stage.ended("done");
    const first = stage.button("Open image 1", stage.run);
    await first.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const title = () => box.getAttribute("aria-label");
    expect(await title()).toBe("Image 2 of 3");
    await page.keyboard.press("ArrowRight");
    expect(await title()).toBe("Image 3 of 3");
    await page.keyboard.press("ArrowDown");
    expect(await title()).toBe("Image 1 of 2");
    await box.locator(".box-bar").getByText("The older run").waitFor();
    await page.keyboard.press("ArrowUp");
    expect(await title()).toBe("Image 1 of 3");
    const width = () => box.locator(".stage img").evaluate((image) => image.getBoundingClientRect().width);
    await page.keyboard.press("1");
    await expect.poll(width).toBe(2048);
    await page.keyboard.press("+");
    await expect.poll(width).toBe(4096);
    await page.keyboard.press("0");
    await expect.poll(width).toBeLessThan(1280);
    await page.keyboard.press("i");
    expect(await box.getByRole("complementary").count()).toBe(0);
    await page.keyboard.press("Escape");
    await box.waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Open image 2");
    await page.keyboard.press("Enter");
    await page.keyboard.press("r");
    await page.getByText("1 / 14").waitFor();
  });

  test("still handles keys after its button reaches the last picture", async ({ stage }) => {
    const { page, box } = stage;
    await stage.ask("A lighthouse", 2);
    await stage.ended("done");
    await stage.button("Open image 1", stage.run).click();
    await stage.button("Next", box).click();
    expect(await box.getAttribute("aria-label")).toBe("Image 2 of 2");
    await page.keyboard.press("ArrowLeft");
    expect(await box.getAttribute("aria-label")).toBe("Image 1 of 2");
  });
});

describeInChromium("a connection that breaks", { timeout: 60_000 }, () => {
  test("does not fail the run when it breaks after two of six images", async ({ browser }) => {
    const studio = await openTestStudio({ latency: 600 });
    const sockets = new Set<Socket>();
    // The test can cut the sockets of this proxy.
    const { port } = new URL(studio.url);
    const proxy = createServer((socket) => {
      const upstream = connect(Number(port), "127.0.0.1");
      sockets.add(socket);
      socket.pipe(upstream).pipe(socket);
      for (const end of [socket, upstream])
        end.on("error", () => socket.destroy()).on("close", () => upstream.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    const address = proxy.address();
    const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
    const stage = await openStage(browser, { ...studio, url }, { language: "en", viewport });
    try {
      await stage.ask("Cut off", 6);
      await stage.run.locator(".state").getByText("2 / 6").waitFor();
      for (const socket of sockets) socket.destroy();
      await stage.ended("done");
      await stage.received(6);
      expect(await stage.run.getByRole("alert").count()).toBe(0);
      expect(stage.bodies).toHaveLength(1);
    } finally {
      await stage.context.close();
      proxy.close();
      await studio.close();
    }
  });

  test("is shown in the last place while the server is away, and the run goes on when it is back", async ({
    browser,
  }) => {
    const simulator = await serveSimulator({ latency: 3000 });
    const data = await mkdtemp(join(tmpdir(), "studio-"));
    const studio = await openStudio({ port: 0, data, simulator });
    const port = Number(new URL(studio.url).port);
    const stage = await openStage(browser, studio, { language: "en", viewport });
    try {
      await stage.sendTo("APIMart");
      await stage.ask("Waited for");
      await stage.run.getByRole("progressbar").waitFor();
      await studio.close();
      await stage.run.getByText("Connection lost. The run goes on.").waitFor();
      await stage.page.getByText("Not connected").waitFor();
      expect(await stage.run.getByText("It failed").count()).toBe(0);
      const problem = stage.page.locator(".problem");
      await stage.button("Cancel", stage.run).click();
      await problem.getByText("this run was not cancelled and goes on").waitFor();
      await stage.button("Dismiss").click();
      await stage.prompt.fill("Not to be sent at some other time");
      await stage.send.click();
      await problem.getByText("The studio's server does not respond").waitFor();
      expect(await stage.page.getByRole("article").count()).toBe(1);
      // The page also retries by itself, so only the request of the button may reach the new server.
      let reached = /^$/;
      await stage.page.route(/\/api\//, (route) =>
        reached.test(route.request().url()) ? route.continue() : route.abort(),
      );
      const again = await openStudio({ port, data, simulator });
      try {
        const tryNow = stage.button("Try now", stage.run);
        // Restarts the page's pause before its own next attempt.
        await tryNow.click();
        reached = /\/api\/providers$/;
        await tryNow.click();
        await stage.page.unroute(/\/api\//);
        await stage.ended("done");
        await expect.poll(() => stage.drawn()).toEqual(["2048x2048"]);
        expect(stage.bodies).toHaveLength(1);
      } finally {
        await again.close();
      }
    } finally {
      await stage.context.close();
      await simulator.close();
      await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  });
});
