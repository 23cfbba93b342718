import { fileURLToPath } from "node:url";
import { launchChromium } from "@seedream-clients/chromium";
import type { StudioOptions } from "../server/node/open-studio.ts";
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
  readonly colorScheme: "light" | "dark";
}

const looks: readonly (Look & { readonly name: string })[] = [
  { name: "en-light", language: "en", colorScheme: "light", viewport: desktop },
  { name: "zh-dark", language: "zh", colorScheme: "dark", viewport: desktop },
  { name: "phone-en-dark", language: "en", colorScheme: "dark", viewport: phone },
  { name: "phone-zh-light", language: "zh", colorScheme: "light", viewport: phone },
];

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
const browser = await launchChromium();
try {
  for (const [name, view] of Object.entries<View>(views).filter(([name]) => isWanted(name))) {
    const latency = ["running", "lost"].includes(name) ? 1500 : 30;
    const environment = name === "live" ? { ARK_API_KEY: "no-key-at-all" } : {};
    for (const look of looks) await shoot(`${ours}${name}-${look.name}.png`, view, look, { latency, environment });
  }
  for (const colorScheme of isWanted("readme") ? (["light", "dark"] as const) : []) {
    const look = { language: "en", colorScheme, viewport: desktop } as const;
    await shoot(`${readme}studio-${colorScheme}.png`, threeRuns, look, { latency: 50 });
  }
} finally {
  await browser.close();
}

async function shoot(path: string, view: View, look: Look, options: Partial<StudioOptions>) {
  const studio = await openTestStudio(options);
  const stage = await openStage(browser, studio, look);
  await stage.page.emulateMedia({ colorScheme: look.colorScheme });
  await view(stage);
  await settle(stage);
  await stage.page.screenshot({ path });
  await stage.context.close();
  await studio.close();
}

/** The view of the README. */
async function threeRuns(stage: Stage) {
  const { lighthouse, postcards, fox } = examplesOf(stage.words);
  for (const example of [fox, lighthouse, postcards]) {
    await stage.pick(example.ratio);
    await stage.ask(example.prompt, example.count);
    await stage.ended("done");
  }
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
