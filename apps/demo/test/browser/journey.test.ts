import { describe, expect } from "vitest";
import { describeInChromium, everyLanguage, test } from "./test.ts";

describeInChromium("the journey", { timeout: 60_000 }, () => {
  describe.each(everyLanguage)("in %s", (language) => {
    test.override("language", language);

    test("says plainly that it is the simulator, and offers every provider on it", async ({ stage }) => {
      const { page, words, studio } = stage;
      await page.getByText(words.page.simulated).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe(words.tag);
      expect(await page.title()).toBe(words.page.title);
      const options = await page.getByLabel(words.request.provider).locator("option").allTextContents();
      const titles = studio.providers.map((provider) => words.provider.title(provider));
      expect(options).toEqual(titles.map((title) => words.provider.option(title, false)));
    });

    test("makes a group of three, and keeps it over a reload", async ({ stage }) => {
      const { page, words } = stage;
      await stage.pick("16:9");
      await page.getByText(words.size.pixels(2848, 1600)).waitFor();
      await stage.prompt.fill("A mountain village");
      await page.getByRole("slider", { name: words.request.images }).fill("3");
      const sum = words.format.money(0.75, "CNY");
      await page.getByText(words.price.whenLive(words.price.upTo(sum))).waitFor();
      await stage.button(words.request.generate).click();
      await stage.received(3);
      await stage.run.getByText(words.price.whenLive(words.price.about(sum))).waitFor();
      await expect.poll(() => stage.drawn()).toEqual(Array(3).fill("2848x1600"));
      await page.reload();
      await stage.received(3);
    });

    test("shows the reason for a blocked image in its place, and the others", async ({ stage }) => {
      const { page, words } = stage;
      await stage.ask("[scenario:one-image-blocked] A street market at night", 3);
      const failed = page.getByRole("listitem", { name: words.runs.imageFailed(2) });
      await failed.getByText(words.errors.client.ContentPolicyError).waitFor();
      await failed.getByText(words.errors.notCharged).waitFor();
      await stage.run.getByText(words.runs.failed(1)).waitFor();
      await expect.poll(() => stage.drawn()).toEqual(["2048x2048", "2048x2048"]);
    });

    test("names the rule that a size breaks, before and after sending", async ({ stage }) => {
      const { page, words } = stage;
      await stage.pick(words.size.forms.pixels);
      await page.getByLabel(words.size.width, { exact: true }).fill("1500");
      await page.getByLabel(words.size.height, { exact: true }).fill("1500");
      const problem = { rule: "pixels", value: 2_250_000, least: 3_686_400, most: 16_777_216 } as const;
      await page.getByText(words.size.broken(problem, "Seedream 4.5")).waitFor();
      await stage.ask("A small square");
      const alert = stage.run.getByRole("alert");
      await alert.getByText(words.errors.client.InvalidRequestError).waitFor();
      await alert.getByText("1500x1500 has 2,250,000 pixels; seedream-4.5 on ark accepts").waitFor();
      await alert.getByText(words.errors.nothingSent).waitFor();
      expect(stage.bodies).toEqual([]);
    });

    test("keeps runs: searched, reused, read in code and on the wire, copied, deleted", async ({ stage }) => {
      const { page, words, context } = stage;
      const { runs } = words;
      await stage.pick("16:9");
      await stage.ask("A heron in the reeds", 2);
      await stage.received(2);
      await stage.button(runs.code, stage.run).click();
      const code = stage.run.getByRole("region", { name: runs.code });
      await code.getByText('createArk } from "@seedream-clients/ark"').waitFor();
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      await stage.button(runs.copyCode, stage.run).click();
      await stage.button(runs.copied, stage.run).waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code.locator("pre").textContent());
      await stage.button(runs.wire, stage.run).click();
      await stage.run
        .getByRole("region", { name: runs.sent(1) })
        .getByText("authorization: Bearer ••••")
        .waitFor();
      await stage.run
        .getByRole("region", { name: runs.answered(1) })
        .getByText("image_generation.completed")
        .waitFor();
      await stage.button(runs.reuse, stage.run).click();
      await expect.poll(() => stage.prompt.inputValue()).toBe("A heron in the reeds");
      expect(await page.getByRole("radio", { name: "16:9" }).isChecked()).toBe(true);
      const search = page.getByRole("searchbox", { name: runs.search });
      await search.fill("fox");
      await page.getByText(runs.nothing).waitFor();
      await search.fill("reeds");
      await stage.button(runs.delete, stage.run).click();
      await stage.button(runs.deleteForGood, stage.run).click();
      await page.getByText(runs.nothing).waitFor();
    });
  });
});

describeInChromium("a key in the environment", { timeout: 60_000 }, () => {
  test.override("environment", { ARK_API_KEY: "key-of-the-test" });

  test("is said to cost money wherever it would, and never comes to the page", async ({ stage }) => {
    const { page } = stage;
    await page.getByText("Simulator: nothing here costs money").waitFor();
    await stage.choose("provider", "Volcengine Ark (live, costs money)");
    await page.getByText("Live on Volcengine Ark: each image costs money").waitFor();
    await page.getByText("Costs moneyCN¥0.25").waitFor();
    expect(await page.getByRole("group", { name: "Compare with" }).count()).toBe(0);
    expect(await page.content()).not.toContain("key-of-the-test");
  });
});

describeInChromium("the language", { timeout: 60_000 }, () => {
  test("is the browser's at first, then the one that was chosen", async ({ stage: { page } }) => {
    const html = page.locator("html");
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("button", { name: "生成", exact: true }).waitFor();
    expect(await html.getAttribute("lang")).toBe("zh-CN");
    expect(await page.title()).toBe("Seedream 工作室");
    await page.reload();
    await page.getByRole("button", { name: "生成", exact: true }).waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Generate" }).waitFor();
    expect(await html.getAttribute("lang")).toBe("en");
  });

  describe("Chinese", () => {
    test.override("language", "zh");

    test("leaves no English text behind", async ({ stage }) => {
      await stage.attach({ name: "a.png", buffer: await stage.picture() });
      await stage.ask("[scenario:one-image-blocked] 雨夜的集市", 2);
      await stage.run.getByText(stage.words.runs.failed(1)).waitFor();
      const names =
        /^([A-Z]+|[Ss]eedream|Anyfast|APIMart|English|TypeScript|ContentPolicyError|https|png|scenario|one|image|blocked)$/;
      let text = await stage.page.locator("body").evaluate((body) => {
        // Messages of the client stay as they come.
        for (const message of body.querySelectorAll(".error > p:not(.headline, .note), dd, h2, noscript, script"))
          message.remove();
        const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
        const texts: (string | null)[] = [];
        while (walker.nextNode()) texts.push(walker.currentNode.textContent);
        const labels = [...body.querySelectorAll("[aria-label], [placeholder], [title]")].flatMap((element) =>
          ["aria-label", "placeholder", "title"].map((name) => element.getAttribute(name)),
        );
        return [...texts, ...labels].join("\n");
      });
      const models = stage.studio.providers.flatMap(({ catalogue }) => catalogue.models.map(({ title }) => title));
      for (const title of models) text = text.replaceAll(title, "");
      const words = text.match(/[A-Za-z]{3,}/g) ?? [];
      expect(words.filter((word) => !names.test(word))).toEqual([]);
    });
  });
});
