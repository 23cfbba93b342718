import axe from "axe-core";
import { describe, expect } from "vitest";
import type { Stage } from "./stage.ts";
import { describeInChromium, everyLanguage, test } from "./test.ts";
import { type View, views } from "./views.ts";

const { running, ...still } = views;

const phone = { width: 390, height: 844 };

describeInChromium("the page for everyone", { timeout: 60_000 }, () => {
  test.for(Object.entries<View>(still))("breaks no rule of accessibility: %s", ([, view], { stage }) =>
    check(stage, view),
  );

  describe("while images are on their way", () => {
    test.override("latency", 3000);

    test("breaks no rule of accessibility", ({ stage }) => check(stage, running));
  });

  describe.each(everyLanguage)("in %s", (language) => {
    test.override("language", language);

    describe("on a phone", () => {
      test.override("viewport", phone);

      test("fits, with what is needed in reach", async ({ stage }) => {
        const { page, words } = stage;
        await stage.attach({ name: "a.png", buffer: await stage.picture() });
        await stage.ask("[scenario:one-image-blocked] A street market", 2);
        await stage.run.getByText(words.runs.failed(1)).waitFor();
        await stage.button(words.runs.wire, stage.run).click();
        await stage.run.getByRole("region", { name: words.runs.sent(1) }).waitFor();
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
        for (const end of ["Home", "End"]) {
          await page.keyboard.press(`Control+${end}`);
          const box = await stage.button(words.request.generate).boundingBox();
          expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(phone.height);
        }
      });
    });
  });

  test("is worked by keyboard alone", async ({ stage }) => {
    const { page } = stage;
    await tabTo(stage, "textarea");
    await page.keyboard.type("By keys");
    await tabTo(stage, "[type=radio][name]:checked");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("radio", { name: "4:3" }).isChecked()).toBe(true);
    await tabTo(stage, "[type=range]");
    await page.keyboard.press("ArrowRight");
    await tabTo(stage, "[type=checkbox]:not(.choices *)");
    await page.keyboard.press("Space");
    await tabTo(stage, "button[type=submit]");
    await page.keyboard.press("Enter");
    await stage.received(2);
    await expect.poll(() => stage.drawn()).toEqual(["2304x1728", "2304x1728"]);
    await tabTo(stage, ".views button");
    await page.keyboard.press("Enter");
    await tabTo(stage, ".listing");
    await stage.run.getByText("watermark: true").waitFor();
    await stage.button("Delete").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Nothing made yet" }).waitFor();
  });

  test("sends with Ctrl and Enter", async ({ stage }) => {
    await stage.prompt.fill("At once");
    await stage.prompt.press("Control+Enter");
    await stage.received(1);
  });
});

/** Light in English, dark in Chinese: each language meets every rule, and each theme every rule about colours. */
async function check(stage: Stage, view: View): Promise<void> {
  await view(stage);
  await stage.page.evaluate(axe.source);
  expect(await violations(stage)).toEqual([]);
  await stage.page.emulateMedia({ colorScheme: "dark" });
  await stage.button("中文").click();
  expect(await violations(stage)).toEqual([]);
}

async function tabTo({ page }: Stage, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
  }
  throw new Error(`The Tab key never came to ${selector}`);
}

/** Rules that are broken, and nothing of those that are kept, which takes axe as long as to find them. */
async function violations({ page }: Stage): Promise<unknown> {
  const options = '{ resultTypes: ["violations"], selectors: false, preload: false }';
  const shown = "violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])";
  return page.evaluate(`axe.run(${options}).then(({ violations }) => ${shown})`);
}
