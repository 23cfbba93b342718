import axe from "axe-core";
import { describe, expect } from "vitest";
import { generate } from "../studio.ts";
import type { Stage } from "./stage.ts";
import { describeInChromium, everyLanguage, test } from "./test.ts";
import { type View, views } from "./views.ts";

const { running, lost, live, ...still } = views;

const phone = { width: 390, height: 844 };

describeInChromium("the page for everyone", { timeout: 60_000 }, () => {
  test.for(Object.entries<View>(still))("breaks no rule of accessibility: %s", ([, view], { stage }) =>
    check(stage, view),
  );

  describe("while images are on their way", () => {
    test.override("latency", 2000);

    test.for(Object.entries<View>({ running, lost }))(
      "breaks no rule of accessibility: %s",
      async ([, view], { stage }) => {
        await check(stage, view);
        // The browser itself logs that it is offline.
        if (view === lost) await reconnect(stage);
      },
    );
  });

  describe("where it costs money", () => {
    test.override("environment", { ARK_API_KEY: "key-of-the-test" });

    test("breaks no rule of accessibility", ({ stage }) => check(stage, live));
  });

  describe.each(everyLanguage)("in %s", (language) => {
    test.override("language", language);

    describe("on a phone", () => {
      test.override("viewport", phone);

      test("moves the focus to the tab that hides it, so that the keyboard goes on from there", async ({ stage }) => {
        const { page, words } = stage;
        const isFocused = (name: string) => page.locator("[role=tab]:focus", { hasText: name }).waitFor();
        await stage.ask("A street market");
        await isFocused(words.page.runs);
        await page.keyboard.press("ArrowLeft");
        await isFocused(words.page.make);
        await stage.prompt.focus();
        await page.keyboard.press("Control+Enter");
        await isFocused(words.page.runs);
      });

      test("fits in two tabs, with the button that sends in view", async ({ stage }) => {
        const { page, words } = stage;
        const tab = (name: string) => page.getByRole("tab", { name, exact: true });
        await stage.attach({ name: "a.png", buffer: await stage.picture() });
        await stage.prompt.fill("[scenario:one-image-blocked] A street market");
        for (const end of ["Home", "End"]) {
          await page.keyboard.press(`Control+${end}`);
          const box = await stage.send.boundingBox();
          expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.height);
        }
        await check(stage, async () => {});
        // Cancel becomes Again, and must not move the buttons beside it.
        const first = stage.run.locator(".actions > :first-child");
        stage.studio.simulator.simulator.next("ark", "slow", { delay: 1000 });
        await stage.ask("A street market");
        const { width } = (await first.filter({ hasText: words.runs.cancel }).boundingBox()) ?? {};
        await stage.ended("done");
        expect(await first.boundingBox()).toMatchObject({ width });
        await stage.ask("[scenario:one-image-blocked] A street market", 2);
        expect(await tab(words.page.runs).getAttribute("aria-selected")).toBe("true");
        expect(await stage.send.isVisible()).toBe(false);
        await stage.ended("part");
        const reason = stage.run.getByRole("alert");
        expect(await reason.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
        await stage.copy(words.runs.showAllThree);
        await stage.run.getByRole("region", { name: words.runs.sent({ position: 1 }) }).waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
        await check(stage, async () => {});
        await tab(words.page.runs).press("ArrowLeft");
        expect(await stage.prompt.isVisible()).toBe(true);
      });
    });
  });

  describe.each([390, 320])("on a screen of %i pixels", (width) => {
    test.override("viewport", { width, height: 640 });

    test("fits the width, also with sizes in pixels and without a connection", async ({ stage }) => {
      const { page, context } = stage;
      const widest = () => page.evaluate(() => document.documentElement.scrollWidth);
      expect(await widest()).toBe(width);
      await stage.pick("Pixels");
      await page.getByLabel("Width").waitFor();
      expect(await widest()).toBe(width);
      await context.setOffline(true);
      await stage.count.fill("2");
      await page.getByText("Not connected").waitFor({ state: "attached" });
      expect(await widest()).toBe(width);
      await reconnect(stage);
    });

    test("covers no control that the Tab key focuses", async ({ stage }) => {
      const { page } = stage;
      for (const key of ["Tab", "Shift+Tab"]) {
        await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
        for (let presses = 0; presses < 40; presses++) {
          await page.keyboard.press(key);
          expect(await focused(stage)).toMatchObject({ isCovered: false });
        }
      }
    });
  });

  describe("in a low window", () => {
    test.override("viewport", { width: 320, height: 256 });

    test("leaves room for the form", async ({ stage }) => {
      expect((await stage.send.boundingBox())?.y).toBeGreaterThan(256);
      await stage.prompt.fill("A page enlarged to 400 %");
      await stage.send.scrollIntoViewIfNeeded();
      await stage.send.click();
      await stage.ended("done");
    });

    test("leaves room for a picture, with the facts about it below", async ({ stage }) => {
      await stage.ask("A page enlarged to 400 %");
      await stage.button("Open image 1").click();
      expect((await stage.box.getByRole("img").first().boundingBox())?.height).toBeGreaterThan(150);
      const use = stage.button("Use as reference", stage.box);
      expect(await use.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
      await use.click();
      await stage.references.first().waitFor();
    });
  });

  test("cuts off no part of the form when text is widely spaced", async ({ stage }) => {
    await stage.page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }");
      document.adoptedStyleSheets = [sheet];
    });
    const fields = stage.page.locator(".fields");
    expect(await fields.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  });

  test("has borders when the system chooses the colours", async ({ stage }) => {
    const { page } = stage;
    await page.emulateMedia({ forcedColors: "active" });
    const edge = (selector: string) =>
      page.locator(selector).evaluate((element) => {
        const { borderTopWidth, borderTopColor } = getComputedStyle(element);
        return [borderTopWidth, borderTopColor];
      });
    const chosen = await edge(".tiles label:has(:checked)");
    const other = await edge('.tiles label:has([value="4:3"])');
    expect(chosen).not.toEqual(other);
    expect(await edge(".go")).toContain("1px");
  });

  test("aligns an Arabic prompt to the right", async ({ stage }) => {
    await stage.ask("منارة عند الفجر abc");
    const gap = await stage.run.getByRole("heading").evaluate((heading) => {
      const text = document.createRange();
      text.selectNodeContents(heading);
      return heading.getBoundingClientRect().right - text.getBoundingClientRect().right;
    });
    expect(gap).toBeLessThan(2);
    await stage.ended("done");
  });

  test("focuses the next control when the focused one is removed", async ({ stage, studio }) => {
    const { page } = stage;
    await stage.attach(...["a", "b"].map((name) => ({ name: `${name}.png`, buffer: Buffer.from(name) })));
    for (const next of ["Reference 1: b.png", "Drop, paste, choose or link"]) {
      await stage.references.first().getByRole("button").first().focus();
      await page.keyboard.press("Enter");
      await stage.references.first().getByRole("button", { name: "Remove" }).focus();
      await page.keyboard.press("Enter");
      await expect.poll(async () => (await focused(stage)).name).toContain(next);
    }
    await Promise.all(Array.from({ length: 21 }, (_, index) => generate(studio, { prompt: `Run ${index}` })));
    await page.reload();
    await stage.button("Older runs").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("article").count()).toBe(21);
    await expect.poll(async () => (await focused(stage)).run).toMatch(/^Run /);
    const second = await page.getByRole("article").nth(1).getAttribute("aria-label");
    await stage.button("Delete", stage.run).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await focused(stage)).run).toBe(second);
  });

  test("announces no failure of an earlier visit", async ({ stage, studio }) => {
    const { page } = stage;
    await stage.ask("[scenario:one-image-blocked] A street market", 2);
    await stage.run.getByRole("alert").waitFor();
    await generate(studio, { prompt: "[scenario:insufficient-balance] Nothing comes of it" });
    await page.reload();
    await page.getByRole("group", { name: "Image 2 failed" }).waitFor();
    await page.getByText("The account is out of funds").waitFor();
    expect(await page.getByRole("alert").count()).toBe(0);
  });

  test("shows all of the form at 1280 by 800, and moves nothing when a run ends", async ({ stage }) => {
    const fields = stage.page.locator(".fields");
    await stage.attach({ name: "a.png", buffer: await stage.picture() });
    expect(await fields.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
    await stage.ask("[scenario:insufficient-balance] Nothing comes of it", 3);
    const before = await stage.run.boundingBox();
    await stage.ended("failed");
    expect(await stage.run.boundingBox()).toEqual(before);
  });

  test("gives pictures side by side the same height, also a single tall one", async ({ stage, studio }) => {
    for (const aspectRatio of ["1:1", "9:16"] as const) await generate(studio, { size: { aspectRatio } });
    await stage.page.reload();
    const places = stage.page.locator(".band .place");
    await expect.poll(() => places.count()).toBe(2);
    const heights = await places.evaluateAll((all) => all.map((place) => place.getBoundingClientRect().height));
    expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeLessThan(2);
    expect(await stage.page.locator(".band").count()).toBe(1);
  });

  test("names no part of the page that is empty", async ({ stage }) => {
    expect(await stage.page.getByRole("navigation").count()).toBe(0);
    await stage.page.setViewportSize(phone);
    await stage.page.getByRole("navigation").getByRole("tab").first().waitFor();
  });

  test("works by keyboard alone", async ({ stage }) => {
    const { page } = stage;
    await page.keyboard.press("n");
    await page.keyboard.type("By keys");
    await tabTo(stage, ".tiles input:checked");
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "4:3" }).isChecked()).toBe(true);
    await tabTo(stage, ".step input");
    await page.keyboard.press("ArrowUp");
    await tabTo(stage, ".options summary");
    await page.keyboard.press("Enter");
    await tabTo(stage, ".options-body [type=checkbox]");
    await page.keyboard.press("Space");
    await tabTo(stage, "button[type=submit]");
    await page.keyboard.press("Enter");
    await stage.ended("done");
    await expect.poll(() => stage.drawn()).toEqual(["2304x1728", "2304x1728"]);
    await tabTo(stage, ".actions [popovertarget]");
    await page.keyboard.press("Enter");
    await tabTo(stage, ".actions .float button:last-of-type");
    await page.keyboard.press("Enter");
    await tabTo(stage, ".listing pre");
    await stage.run.getByText("watermark: true").first().waitFor();
    await stage.button("Delete", stage.run).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await stage.button("Delete", stage.run).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Nothing made yet" }).waitFor();
    await page.keyboard.press("/");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("search");
  });
});

/** Expects that a view breaks no rule, in light and in dark colours. */
async function check(stage: Stage, view: View): Promise<void> {
  await stage.page.emulateMedia({ reducedMotion: "reduce" });
  await view(stage);
  await stage.page.evaluate(axe.source);
  expect(await violations(stage)).toEqual([]);
  expect(await violations(stage, "dark")).toEqual([]);
}

/** Ends the lost connection, and forgets the errors that the browser logged about it. */
async function reconnect({ context, problems }: Stage): Promise<void> {
  await context.setOffline(false);
  problems.length = 0;
}

/** Returns the name of the focused element, its run, and whether something else covers it. */
function focused({ page }: Stage) {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const { x, y, width, height } = element.getBoundingClientRect();
    const top = document.elementFromPoint(x + width / 2, y + height / 2);
    const isOwn = top === null || top.contains(element) || element.contains(top);
    return {
      name: element.getAttribute("aria-label") ?? element.textContent,
      run: element.closest("article")?.getAttribute("aria-label"),
      isCovered: element !== document.body && (top === null || !isOwn),
    };
  });
}

async function tabTo({ page }: Stage, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
  }
  throw new Error(`The Tab key never came to ${selector}`);
}

/** Returns the rules that are broken. In the dark only the contrast is checked, because only the colours differ. */
async function violations({ page }: Stage, colorScheme: "light" | "dark" = "light"): Promise<unknown> {
  await page.emulateMedia({ colorScheme });
  const options = colorScheme === "dark" ? '{ runOnly: ["color-contrast"] }' : "{}";
  const shown = "violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])";
  return page.evaluate(`axe.run(${options}).then(({ violations }) => ${shown})`);
}
