import type { Stage } from "./stage.ts";

const blocked = "[scenario:one-image-blocked]";

export type View = (stage: Stage) => Promise<void>;

/** Views of the studio by name. Each begins with an empty studio. */
export const views = {
  async empty() {},

  async composing(stage) {
    await stage.prompt.fill(promptOf(stage, 0));
    await stage.attach(
      { name: "harbour.png", buffer: await stage.picture(640, 480) },
      { name: "thumb.png", buffer: await stage.picture(12, 12) },
    );
    await stage.page.locator(".send-to .note.bad").first().waitFor();
  },

  async pixels(stage) {
    const { page, words } = stage;
    await stage.prompt.fill(promptOf(stage, 0));
    await stage.pick(words.size.pixels);
    await page.getByLabel(words.size.width, { exact: true }).fill("1500");
    await page.getByLabel(words.size.height, { exact: true }).fill("1500");
    await page.locator(".send-to .note.bad").first().waitFor();
  },

  async options(stage) {
    const { page, words } = stage;
    await stage.chooseModel("Seedream 5.0 Flash");
    await page.getByText(words.request.options, { exact: true }).click();
    await page.getByLabel(words.request.seed, { exact: true }).fill("7");
    await page.getByLabel(words.request.watermark).check();
  },

  async running(stage) {
    await stage.pick("3:2");
    await stage.ask(promptOf(stage, 1), 4);
    await stage.run.getByRole("img").first().waitFor();
  },

  async task(stage) {
    await stage.sendTo("APIMart");
    await stage.ask(`[scenario:task-stuck] ${promptOf(stage, 0)}`);
    await stage.run.getByRole("progressbar").waitFor();
  },

  async blocked(stage) {
    await stage.ask(`${blocked} ${promptOf(stage, 1)}`, 4);
    await stage.ended("part");
  },

  async compare(stage) {
    const { words, studio } = stage;
    await stage.pick("4:3");
    await stage.sendTo(...studio.offers.slice(0, 3).map(({ provider }) => words.provider.title(provider)));
    await stage.ask(promptOf(stage, 2));
    await stage.ended("done");
  },

  async rows(stage) {
    const { words, studio } = stage;
    await stage.sendTo(...studio.offers.slice(0, 2).map(({ provider }) => words.provider.title(provider)));
    await stage.ask(`${blocked} ${promptOf(stage, 1)}`, 3);
    await stage.ended("part");
  },

  async bands(stage) {
    for (const [index, ratio] of ["21:9", "16:9", "1:1", "3:4", "3:2"].entries()) {
      await stage.pick(ratio);
      await stage.ask(promptOf(stage, index % 3), index === 4 ? 4 : 1);
      // Another run has the same prompt, so this waits for the number of runs.
      await stage.page.getByRole("article").nth(index).waitFor({ state: "attached" });
      await stage.ended("done");
    }
    // Runs of an earlier visit are laid out by their real sizes.
    await stage.page.reload();
    const tab = stage.page.getByRole("tab").nth(1);
    if (await tab.isVisible()) await tab.click();
    await stage.ended("done");
    // This issue appears last. Not every provider accepts so many images.
    await stage.page.locator(".send-to .note.bad").waitFor({ state: "attached" });
  },

  async listings(stage) {
    await finished(stage);
    await stage.copy(stage.words.runs.showAllThree);
    await stage.run.getByRole("region", { name: stage.words.runs.code }).waitFor();
  },

  async lightbox(stage) {
    await stage.ask(`${blocked} ${promptOf(stage, 1)}`, 4);
    await stage.ended("part");
    await stage.button(stage.words.runs.open({ position: 3 }), stage.run).click();
    await stage.box.waitFor();
  },

  async search(stage) {
    for (const index of [0, 1, 2]) {
      await stage.ask(promptOf(stage, index));
      await stage.ended("done");
    }
    const word = stage.words.tag === "en" ? "fox" : "狐狸";
    await search(stage).fill(word);
    await stage.page.getByRole("article").nth(1).waitFor({ state: "detached" });
  },

  async error(stage) {
    await stage.ask(`[scenario:insufficient-balance] ${promptOf(stage, 0)}`);
    await stage.ended("failed");
    await stage.run.getByText(stage.words.runs.details).click();
  },

  async lost(stage) {
    await stage.ask(promptOf(stage, 1), 4);
    await stage.run.getByRole("img").first().waitFor();
    await stage.context.setOffline(true);
    await stage.page.getByText(stage.words.page.disconnected).waitFor({ state: "attached", timeout: 20_000 });
  },

  /** Needs a key in the environment. */
  async live(stage) {
    await stage.prompt.fill(promptOf(stage, 1));
    await stage.pick(stage.words.request.live);
    await stage.count.fill("4");
  },

  async keys(stage) {
    await stage.page.locator("body").press("?");
    await stage.page.getByRole("dialog", { name: stage.words.keys.title }).waitFor();
  },

  async spent(stage) {
    await stage.page.locator(".button.spent").click();
  },
} satisfies Readonly<Record<string, View>>;

/** Returns the search field that is visible, because the page has another one for phones. */
export function search({ page, words }: Stage) {
  return page.getByRole("searchbox", { name: words.runs.search }).filter({ visible: true });
}

function promptOf({ words }: Stage, index: number): string {
  return Object.values(words.welcome.examples)[index] ?? "";
}

async function finished(stage: Stage): Promise<void> {
  await stage.ask(promptOf(stage, 0), 2);
  await stage.ended("done");
}
