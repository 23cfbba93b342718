import type { Browser, BrowserContext, Locator, Page } from "@seedream-clients/chromium";
import type { Studio } from "../../server/studio.ts";
import type { Words } from "../../src/words/en.ts";
import { type Language, languages } from "../../src/words/words.ts";

export interface Setting {
  readonly language: Language;
  readonly viewport: { readonly width: number; readonly height: number };
}

/** Opens the page of a studio. */
export async function openStage(browser: Browser, studio: Studio, { language, viewport }: Setting): Promise<Stage> {
  const words = languages[language];
  // Animations are drawn by the processor here, frame by frame.
  const page = await browser.newPage({ viewport, colorScheme: "light", reducedMotion: "reduce", locale: words.tag });
  const stage = new Stage(page, studio, words);
  page.setDefaultTimeout(15_000);
  await page.goto(studio.url);
  await stage.button(words.request.generate).waitFor();
  return stage;
}

/** A page of a studio in a language, and what tests do with it. */
export class Stage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly studio: Studio;
  readonly words: Words;
  /** What the browser complained of, and calls to elsewhere. */
  readonly problems: string[] = [];

  constructor(page: Page, studio: Studio, words: Words) {
    this.page = page;
    this.context = page.context();
    this.studio = studio;
    this.words = words;
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.problems.push(message.text());
    });
    page.on("pageerror", (error) => this.problems.push(String(error)));
    page.on("request", (request) => {
      const isOurs = request.url().startsWith(studio.url) || /^(data|blob):/.test(request.url());
      if (!isOurs) this.problems.push(request.url());
    });
  }

  /** The newest run. */
  get run(): Locator {
    return this.page.getByRole("article").first();
  }

  get prompt(): Locator {
    return this.page.getByRole("textbox", { name: this.words.request.prompt });
  }

  get thumbnails(): Locator {
    return this.page.getByRole("group", { name: this.words.references.title }).getByRole("listitem");
  }

  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole("button", { name, exact: true });
  }

  async ask(prompt: string, count = 1): Promise<void> {
    await this.prompt.fill(prompt);
    const slider = this.page.getByRole("slider", { name: this.words.request.images });
    if (await slider.isEnabled()) await slider.fill(String(count));
    await this.button(this.words.request.generate).click();
  }

  /** Waits until so many images of the newest run have come. */
  async received(images: number, expected = images): Promise<void> {
    await this.run.getByText(this.words.runs.received(images, expected)).waitFor();
  }

  /** Clicks one of a few that are all in sight. */
  async pick(label: string): Promise<void> {
    await this.page
      .locator("label")
      .filter({ has: this.page.getByRole("radio", { name: label, exact: true }) })
      .click();
  }

  async choose(field: "provider" | "model", title: string): Promise<void> {
    await this.page.getByLabel(this.words.request[field], { exact: true }).selectOption(title);
  }

  /** Images that are really drawn in the newest run, as sizes of their files. */
  async drawn(): Promise<string[]> {
    const images = this.run.getByRole("listitem").getByRole("img");
    return images.evaluateAll((all) =>
      all
        .filter((image) => image instanceof HTMLImageElement)
        .map((image) => `${image.naturalWidth}x${image.naturalHeight}`),
    );
  }

  /** A picture of so many pixels, as a file. */
  async picture(width = 64, height = 64): Promise<Buffer> {
    const url = await this.page.evaluate(
      ([width = 0, height = 0]) => {
        const canvas = document.createElement("canvas");
        Object.assign(canvas, { width, height });
        const brush = canvas.getContext("2d");
        const sky = brush?.createLinearGradient(0, 0, 0, height);
        sky?.addColorStop(0, "#f7b267");
        sky?.addColorStop(1, "#4d5e8f");
        if (brush && sky) brush.fillStyle = sky;
        brush?.fillRect(0, 0, width, height);
        return canvas.toDataURL("image/png");
      },
      [width, height],
    );
    return Buffer.from(url.slice(url.indexOf(",") + 1), "base64");
  }

  async attach(...files: { readonly name: string; readonly buffer: Buffer; readonly mimeType?: string }[]) {
    const all = files.map((file) => ({ mimeType: "image/png", ...file }));
    await this.page.locator("input[type=file]").setInputFiles(all);
  }

  /** Bodies that the simulator was sent. */
  get bodies(): string[] {
    return this.studio.simulator.simulator.calls.map(({ body }) => JSON.stringify(body));
  }
}
