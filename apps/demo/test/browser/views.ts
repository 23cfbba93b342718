import type { Stage } from "./stage.ts";

const blocked = "[scenario:one-image-blocked]";

export type View = (stage: Stage) => Promise<void>;

/** What the studio looks like, view by view; each begins with an empty studio. */
export const views = {
  async empty() {},

  async composing(stage) {
    const { page, words } = stage;
    await stage.prompt.fill(words.welcome.prompts[0] ?? "");
    await stage.attach(
      { name: "harbour.png", buffer: await stage.picture(640, 480) },
      { name: "thumb.png", buffer: await stage.picture(12, 12) },
      {
        name: "sketch.svg",
        mimeType: "image/svg+xml",
        buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      },
    );
    await page.getByLabel(words.references.link).fill("http://images.example/lighthouse.jpg");
    await stage.button(words.references.add).click();
    await stage.thumbnails.first().scrollIntoViewIfNeeded();
  },

  async pixels(stage) {
    const { page, words } = stage;
    await stage.pick(words.size.forms.pixels);
    await page.getByLabel(words.size.width, { exact: true }).fill("1500");
    await page.getByLabel(words.size.height, { exact: true }).fill("1500");
  },

  async options(stage) {
    const { page, words } = stage;
    await stage.choose("model", "Seedream 5.0 Flash");
    await page.getByLabel(words.request.seed).fill("7");
    await page.getByLabel(words.request.watermark).check();
    await page.getByLabel(words.request.watermark).scrollIntoViewIfNeeded();
  },

  async running(stage) {
    const { page, words } = stage;
    await stage.ask(words.welcome.prompts[1] ?? "", 4);
    await stage.run.getByRole("img").first().waitFor();
    await stage.page.getByRole("button", { name: words.request.cancel }).waitFor();
    await page.evaluate("document.querySelector('.gallery')?.scrollIntoView()");
  },

  async task(stage) {
    await stage.choose("provider", stage.words.provider.option("APIMart", false));
    await stage.ask(`[scenario:task-stuck] ${stage.words.welcome.prompts[0]}`);
    await stage.run.getByRole("progressbar").waitFor();
  },

  async blocked(stage) {
    await stage.ask(`${blocked} ${stage.words.welcome.prompts[1]}`, 4);
    await stage.run.getByText(stage.words.runs.failed(1)).waitFor();
    await stage.run.getByText(stage.words.runs.finished).waitFor({ state: "attached" });
  },

  async compare(stage) {
    const { page } = stage;
    for (const box of await page.getByRole("checkbox").all()) if (await isCompared(box)) await box.check();
    await stage.ask(stage.words.welcome.prompts[2] ?? "");
    await page.getByRole("button", { name: stage.words.request.generate, exact: true }).waitFor();
    await page.getByRole("region", { name: stage.words.compare.title }).scrollIntoViewIfNeeded();
  },

  async code(stage) {
    await finished(stage);
    await stage.button(stage.words.runs.code, stage.run).click();
    await stage.run.getByRole("region", { name: stage.words.runs.code }).scrollIntoViewIfNeeded();
  },

  async wire(stage) {
    await finished(stage);
    await stage.button(stage.words.runs.wire, stage.run).click();
    await stage.run.getByRole("region", { name: stage.words.runs.answered(1) }).scrollIntoViewIfNeeded();
  },

  async search(stage) {
    for (const prompt of stage.words.welcome.prompts) {
      await stage.ask(prompt);
      await stage.button(stage.words.request.generate).waitFor();
    }
    const word = stage.words.tag === "en" ? "fox" : "狐狸";
    await stage.page.getByRole("searchbox").fill(word);
    await stage.page.getByRole("article").nth(1).waitFor({ state: "detached" });
  },

  async error(stage) {
    await stage.ask(`[scenario:insufficient-balance] ${stage.words.welcome.prompts[0]}`);
    await stage.run.getByText(stage.words.errors.details).click();
  },
} satisfies Readonly<Record<string, View>>;

async function finished(stage: Stage): Promise<void> {
  await stage.ask(stage.words.welcome.prompts[0] ?? "", 2);
  await stage.received(2);
}

async function isCompared(box: ReturnType<Stage["page"]["getByRole"]>): Promise<boolean> {
  return box.evaluate((element) => element.closest(".choices") !== null);
}
