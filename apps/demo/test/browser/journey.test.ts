import { describe, expect, it } from "vitest";
import { languages as languagesInPage } from "../../in-page/words.ts";
import { languages } from "../../src/words/words.ts";
import { describeInChromium, everyLanguage, test } from "./test.ts";
import { search } from "./views.ts";

describeInChromium("the journey", { timeout: 60_000 }, () => {
  describe.each(everyLanguage)("in %s", (language) => {
    test.override("language", language);

    test("says that it uses the simulator, and offers every provider on it", async ({ stage }) => {
      const { page, words, studio } = stage;
      await page.getByText(words.page.simulator, { exact: true }).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe(words.tag);
      expect(await page.title()).toBe(words.page.title);
      const list = page.getByRole("group", { name: words.request.sendTo }).first();
      for (const { provider } of studio.offers) {
        await list.getByRole("checkbox", { name: words.provider.title(provider), exact: true }).waitFor();
      }
      expect(await stage.send.textContent()).toContain(words.price.free);
    });

    test("makes the group that an example describes, and keeps it over a reload", async ({ stage }) => {
      const { page, words } = stage;
      const { postcards } = words.welcome.examples;
      await page.getByRole("button", { name: postcards }).click();
      await page.getByText(words.size.inPixels({ width: 2496, height: 1664 })).waitFor();
      expect(await stage.count.inputValue()).toBe("4");
      const sum = words.format.sum([{ amount: 1, currency: "CNY" }]);
      await page.getByText(words.request.nothingCharged({ sum })).waitFor();
      await stage.send.click();
      await stage.ended("done");
      await stage.received(4);
      await stage.run.getByText(words.price.freeWhenLive({ sum })).waitFor();
      await expect.poll(() => stage.drawn()).toEqual(Array(4).fill("2496x1664"));
      await page.reload();
      await stage.received(4);
      expect(await stage.prompt.inputValue()).toBe(postcards);
    });

    test("shows the reason for a blocked image in its place, and the other images", async ({ stage }) => {
      const { words } = stage;
      await stage.ask("[scenario:one-image-blocked] A street market at night", 3);
      const failed = stage.run.getByRole("alert", { name: words.runs.imageFailed({ position: 2 }) });
      await failed.getByText(words.errors.client.ContentPolicyError).waitFor();
      await failed.getByText(words.errors.notCharged).waitFor();
      await stage.received(2, 3);
      await expect.poll(() => stage.drawn()).toEqual(["2048x2048", "2048x2048"]);
      await stage.button(words.runs.details, failed).click();
      await failed.getByText("ContentPolicyError").waitFor();
    });

    test("names the limit that a size breaks, and does not send it", async ({ stage }) => {
      const { page, words } = stage;
      await stage.prompt.fill("A small square");
      await stage.pick(words.size.pixels);
      await page.getByLabel(words.size.width, { exact: true }).fill("1500");
      await page.getByLabel(words.size.height, { exact: true }).fill("1500");
      // Sent at once, before the form can show the issue.
      await stage.prompt.press("Control+Enter");
      await page.getByText("1500x1500 has 2,250,000 pixels; seedream-4.5 on ark accepts").waitFor();
      await expect.poll(() => stage.send.isDisabled()).toBe(true);
      await page
        .getByText(words.request.refused({ providers: words.provider.title({ name: "ark", title: "Volcengine Ark" }) }))
        .waitFor();
      expect(await page.getByRole("article").count()).toBe(0);
      expect(stage.bodies).toEqual([]);
    });

    test("searches, repeats, copies, lists, links and deletes runs", async ({ stage }) => {
      const { page, words, context } = stage;
      const { runs } = words;
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      // A copied link must not contain the language.
      await page.goto(`${stage.studio.url}/?lang=${language}`);
      await stage.pick("16:9");
      await stage.ask("A heron in the reeds", 2);
      await stage.ended("done");
      await stage.copy(runs.code);
      await expect.poll(copied).toContain('createArk } from "@seedream-clients/ark"');
      await stage.copy(runs.curl);
      await expect.poll(copied).toContain('-H "Authorization: Bearer $ARK_API_KEY"');
      await stage.copy(runs.showAllThree);
      const sent = stage.run.getByRole("region", { name: runs.sent({ position: 1 }) });
      await sent.getByText("authorization: Bearer [key]").waitFor();
      expect(await sent.locator("pre").textContent()).toContain('\n  "prompt": "A heron in the reeds"');
      const answered = stage.run.getByRole("region", { name: runs.answered({ position: 1 }) });
      await answered.getByText("image_generation.completed").waitFor();
      await stage.button(runs.permalink, stage.run).click();
      await expect.poll(copied).toMatch(/\d\/#run=[\w-]{36}$/);
      const link = await copied();
      await stage.prompt.fill("Something else");
      await stage.button(runs.again, stage.run).click();
      await expect.poll(() => stage.prompt.inputValue()).toBe("A heron in the reeds");
      expect(await page.getByRole("radio", { name: "16:9" }).isChecked()).toBe(true);
      await expect.poll(() => stage.send.evaluate((button) => button === document.activeElement)).toBe(true);
      expect(stage.bodies).toHaveLength(1);
      await stage.ask("Another one");
      await stage.ended("done");
      await search(stage).fill("foxes");
      await page.getByText(runs.nothing).waitFor();
      // The title of the provider, as the run shows it.
      await search(stage).fill(words.provider.title({ name: "ark", title: "Volcengine Ark" }));
      await expect.poll(() => page.getByRole("article").count()).toBe(2);
      await search(stage).fill("");
      await page.goto(link);
      await stage.button(runs.showAll).waitFor();
      await expect.poll(() => page.getByRole("article").count()).toBe(1);
      await stage.button(runs.delete, stage.run).click();
      await stage.button(runs.deleteForGood, stage.run).click();
      await stage.run.waitFor({ state: "detached" });
      await stage.button(runs.showAll).click();
      await stage.run.getByRole("heading", { name: "Another one" }).waitFor();
      await page.goto(link);
      await page.getByRole("status").getByText(words.page.notFound).waitFor();
      await stage.button(runs.showAll).click();
      await stage.run.getByRole("heading", { name: "Another one" }).waitFor();
    });
  });
});

describeInChromium("a key in the environment", { timeout: 60_000 }, () => {
  test.override("environment", { ARK_API_KEY: "key-of-the-test" });

  test("adds live runs with their own verb and a sum, names missing keys, and never reaches the page", async ({
    stage,
  }) => {
    const { page } = stage;
    await stage.pick("Live, costs money");
    await stage.count.fill("4");
    expect(await stage.send.textContent()).toBe("Generate 4 images CN¥1.00");
    await page.getByText("Up to this sum by the price lists; the bill counts").waitFor();
    expect(await page.getByText("Live", { exact: true }).count()).toBeGreaterThan(0);
    await page.getByText("ANYFAST_API_KEY not set").waitFor();
    expect(await page.getByRole("checkbox", { name: "Anyfast" }).isDisabled()).toBe(true);
    await stage.pick("Simulator, free");
    expect(await stage.send.textContent()).toBe("Simulate 4 images free");
    expect(await page.content()).not.toContain("key-of-the-test");
  });
});

describe("texts", () => {
  it.each(everyLanguage)("contain no Markdown, which the page would show unchanged, in %s", (language) => {
    for (const words of [languages[language], languagesInPage[language]]) {
      expect(JSON.stringify(words)).not.toMatch(/[`*]/);
    }
  });
});

describeInChromium("the language", { timeout: 60_000 }, () => {
  test("is the browser's at first, then the chosen one", async ({ stage: { page } }) => {
    const html = page.locator("html");
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("button", { name: "模拟 1 张" }).waitFor();
    expect(await html.getAttribute("lang")).toBe("zh-CN");
    expect(await page.title()).toBe("Seedream Studio");
    await page.reload();
    await page.getByRole("button", { name: "模拟 1 张" }).waitFor();
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("button", { name: "Simulate 1 image" }).waitFor();
    expect(await html.getAttribute("lang")).toBe("en");
  });

  test.for(["getItem", "setItem"])(
    "can be chosen if the browser refuses to store it: %s",
    async (forbidden, { stage }) => {
      const { page } = stage;
      await page.addInitScript(`Storage.prototype.${forbidden} = () => { throw new DOMException("Not here"); };`);
      await page.reload();
      await stage.button("中文").click();
      await stage.button("切换浅色和深色").click();
      await page.getByRole("button", { name: "模拟 1 张" }).waitFor();
      expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    },
  );

  test("stays while the server is away, also if no call has failed yet", async ({ stage }) => {
    const { page, problems } = stage;
    // Otherwise a call that is still under way would notice.
    await page.waitForLoadState("networkidle");
    await page.route(/\/api\//, (route) => route.abort());
    await stage.button("中文").click();
    await page.locator(".problem").getByText("The studio's server does not respond").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.unroute(/\/api\//);
    await stage.button("中文").click();
    await page.getByRole("button", { name: "模拟 1 张" }).waitFor();
    // The browser itself logs the failed call.
    problems.length = 0;
  });

  describe("Chinese", () => {
    test.override("language", "zh");

    test("leaves no English text behind", async ({ stage }) => {
      await stage.attach({ name: "a.png", buffer: await stage.picture() });
      await stage.ask("[scenario:one-image-blocked] 雨夜的集市", 2);
      await stage.ended("part");
      const names =
        /^([A-Z_]+|[Ss]eedream|Studio|Anyfast|APIMart|English|TypeScript|curl|Ctrl|Enter|https|png|scenario|one|image|blocked)$/;
      let text = await stage.page.locator("body").evaluate((body) => {
        // Messages of the client are not translated.
        for (const message of body.querySelectorAll(".message, .send-to .note, noscript, script")) message.remove();
        const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
        const texts: (string | null)[] = [];
        while (walker.nextNode()) texts.push(walker.currentNode.textContent);
        const labels = [...body.querySelectorAll("[aria-label], [placeholder], [title]")].flatMap((element) =>
          ["aria-label", "placeholder", "title"].map((name) => element.getAttribute(name)),
        );
        return [...texts, ...labels].join("\n");
      });
      const models = stage.studio.offers.flatMap(({ provider }) => provider.catalogue.models.map(({ title }) => title));
      for (const title of models) text = text.replaceAll(title, "");
      const words = text.match(/[A-Za-z]{3,}/g) ?? [];
      expect(words.filter((word) => !names.test(word))).toEqual([]);
    });
  });
});
