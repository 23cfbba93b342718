import type { Browser, BrowserContext, Locator, Page } from "@seedream-clients/chromium";
import type { Studio } from "../../server/node/open-studio.ts";
import type { Words } from "../../src/words/words.ts";
import { type Language, languages } from "../../src/words/words.ts";

export interface Setting {
  readonly language: Language;
  readonly viewport: { readonly width: number; readonly height: number };
}

/** Opens the page of a studio. */
export async function openStage(browser: Browser, studio: Studio, { language, viewport }: Setting): Promise<Stage> {
  const words = languages[language];
  // The processor draws each frame of an animation here, which is slow.
  const reducedMotion = "reduce";
  const context = await browser.newContext({ viewport, colorScheme: "light", reducedMotion, locale: words.tag });
  const page = await context.newPage();
  const stage = new Stage(page, studio, words);
  page.setDefaultTimeout(15_000);
  await page.goto(studio.url);
  await stage.send.waitFor();
  return stage;
}

/** A page of a studio in a language, with the actions of tests. */
export class Stage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly studio: Studio;
  readonly words: Words;
  /** Errors and warnings of the browser, and requests to other hosts. */
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

  get count(): Locator {
    return this.page.getByRole("spinbutton", { name: this.words.request.images, exact: true });
  }

  get send(): Locator {
    return this.page.locator("button[type=submit]");
  }

  get references(): Locator {
    return this.page.getByRole("list", { name: this.words.references.title }).getByRole("listitem");
  }

  get box(): Locator {
    return this.page.locator("dialog.lightbox");
  }

  button(name: string, within: Page | Locator = this.page): Locator {
    return within.getByRole("button", { name, exact: true });
  }

  /** Ticks these providers, and no others. */
  async sendTo(...titles: string[]): Promise<void> {
    const list = this.page.getByRole("group", { name: this.words.request.sendTo }).first();
    for (const box of await list.getByRole("checkbox").all()) if (await box.isChecked()) await box.uncheck();
    for (const title of titles) await list.getByRole("checkbox", { name: title, exact: true }).check();
  }

  /** On a phone, shows the form. */
  async make(): Promise<void> {
    const tab = this.page.getByRole("tab", { name: this.words.page.make });
    if (await tab.isVisible()) await tab.click();
  }

  async ask(prompt: string, count = 1): Promise<void> {
    await this.make();
    await this.prompt.fill(prompt);
    await this.count.fill(String(count));
    await this.send.click();
    await this.page.getByRole("heading", { name: prompt }).first().waitFor({ state: "attached" });
  }

  /** Waits until the newest run has received `images` of `expected` images. */
  async received(images: number, expected = images): Promise<void> {
    await this.run
      .getByText(this.words.runs.received({ made: images, expected }), { exact: false })
      .first()
      .waitFor();
  }

  /** Waits until some images of the newest run have arrived. */
  async underWay(): Promise<void> {
    await this.run
      .locator(".state")
      .getByText(/^\D*[1-9]\d? \/ \d+$/)
      .waitFor();
  }

  /** Waits until the newest run has ended with a given look. */
  async ended(look: keyof Words["runs"]["states"]): Promise<void> {
    await this.run.getByText(this.words.runs.states[look]).first().waitFor({ state: "attached" });
  }

  /** Clicks an option of a choice. */
  async pick(label: string): Promise<void> {
    await this.make();
    await this.page
      .locator("label")
      .filter({ has: this.page.getByRole("radio", { name: label, exact: true }) })
      .click();
  }

  async chooseModel(title: string): Promise<void> {
    await this.page.getByLabel(this.words.model.title, { exact: true }).selectOption(title);
  }

  /** Opens the copy menu of the newest run, and presses one of its buttons. */
  async copy(name: string): Promise<void> {
    await this.run.locator("[popovertarget]").filter({ hasText: this.words.runs.copy }).click();
    await this.button(name, this.run).click();
  }

  /** Returns the sizes of the image files that the newest run shows; 0x0 for a file that is not loaded. */
  async drawn(): Promise<string[]> {
    const images = this.run.getByRole("listitem").getByRole("img");
    return images.evaluateAll((all) =>
      all
        .filter((image) => image instanceof HTMLImageElement)
        .map((image) => `${image.naturalWidth}x${image.naturalHeight}`),
    );
  }

  /** Draws a picture of a given size. Returns its PNG file. */
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

  /** Bodies of the submissions that the simulator received. */
  get bodies(): string[] {
    const { calls } = this.studio.simulator.simulator;
    return calls.filter(({ operation }) => operation !== "getTask").map(({ body }) => JSON.stringify(body));
  }
}
