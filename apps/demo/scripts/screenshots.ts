import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Browser, launchChromium } from "@seedream-clients/chromium";
import { examplesOf } from "../src/page/examples.ts";
import { openStage, type Setting, type Stage } from "../test/browser/stage.ts";
import { type View, views } from "../test/browser/views.ts";
import { openTestStudio } from "../test/studio.ts";

/**
 * Makes pictures of the studio, from the simulator: the two of the README, and each view in both languages, light and
 * dark, wide and narrow. The page has to be built. Names of views as arguments, or `readme`: only those.
 */
const ours = fileURLToPath(new URL("../screenshots/", import.meta.url));
const readme = fileURLToPath(new URL("../../../docs/screenshots/", import.meta.url));
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

interface Look extends Setting {
  readonly name: string;
  readonly colorScheme: "light" | "dark";
}

const looks: readonly Look[] = [
  { name: "en-light", language: "en", colorScheme: "light", viewport: desktop },
  { name: "zh-dark", language: "zh", colorScheme: "dark", viewport: desktop },
  { name: "phone-en-dark", language: "en", colorScheme: "dark", viewport: phone },
  { name: "phone-zh-light", language: "zh", colorScheme: "light", viewport: phone },
];

const wanted = process.argv.slice(2);
const browser = await launchChromium();
try {
  await Promise.all([ours, readme].map((folder) => mkdir(folder, { recursive: true })));
  for (const [name, view] of Object.entries<View>(views)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    for (const look of looks) await shoot(browser, name, view, look);
  }
  if (wanted.length === 0 || wanted.includes("readme")) await shootReadme(browser);
} finally {
  await browser.close();
}

async function shoot(browser: Browser, name: string, view: View, look: Look) {
  const latency = ["running", "lost"].includes(name) ? 1500 : 30;
  const environment = name === "live" ? { ARK_API_KEY: "no-key-at-all" } : {};
  const studio = await openTestStudio({ latency, environment });
  const stage = await openStage(browser, studio, look);
  await stage.page.emulateMedia({ colorScheme: look.colorScheme });
  await view(stage);
  await settle(stage);
  await stage.page.screenshot({ path: `${ours}${name}-${look.name}.png` });
  await stage.context.close();
  await studio.close();
}

async function shootReadme(browser: Browser) {
  const studio = await openTestStudio({ latency: 50 });
  const stage = await openStage(browser, studio, { language: "en", viewport: desktop });
  const { lighthouse, postcards, fox } = examplesOf(stage.words);
  for (const example of [fox, lighthouse, postcards]) {
    await stage.pick(example.ratio);
    await stage.ask(example.prompt, example.count);
    await stage.ended("done");
  }
  for (const colorScheme of ["light", "dark"] as const) {
    await stage.page.emulateMedia({ colorScheme });
    await settle(stage);
    await stage.page.screenshot({ path: `${readme}studio-${colorScheme}.png` });
  }
  await stage.page.close();
  await studio.close();
}

/** Waits until the pictures in sight are there, and have faded in. */
async function settle({ page }: Stage): Promise<void> {
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight),
  );
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getTiming().iterations === 1);
    await Promise.all(ending.map(({ finished }) => finished));
  });
}
