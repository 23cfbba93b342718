import { fileURLToPath } from "node:url";
import { launchChromium } from "@seedream-clients/chromium";
import type { StudioOptions } from "../server/node/open-studio.ts";
import { openStage, type Setting } from "../test/browser/stage.ts";
import { type View, views } from "../test/browser/views.ts";
import { openTestStudio } from "../test/studio.ts";

/**
 * Takes screenshots of the studio on the simulator: two for the README, and four of each view, in both languages, light
 * and dark, wide and narrow. The page must be built. Arguments limit them to the views they name, or to `readme`.
 */
const ours = fileURLToPath(new URL("../screenshots/", import.meta.url));
const readme = fileURLToPath(new URL("../../../docs/screenshots/", import.meta.url));
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

type Look = Setting & { readonly colorScheme: "light" | "dark" };

const looks: readonly (Look & { readonly name: string })[] = [
  { name: "en-light", language: "en", colorScheme: "light", viewport: desktop },
  { name: "zh-dark", language: "zh", colorScheme: "dark", viewport: desktop },
  { name: "phone-en-dark", language: "en", colorScheme: "dark", viewport: phone },
  { name: "phone-zh-light", language: "zh", colorScheme: "light", viewport: phone },
];

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);
await using browser = await launchChromium();
for (const [name, view] of Object.entries<View>(views).filter(([name]) => isWanted(name))) {
  const latency = ["running", "lost"].includes(name) ? 1500 : 30;
  const environment = name === "live" ? { ARK_API_KEY: "no-key-at-all" } : {};
  for (const look of looks) await shoot(`${ours}${name}-${look.name}.png`, view, look, { latency, environment });
}
for (const colorScheme of isWanted("readme") ? (["light", "dark"] as const) : []) {
  const look = { language: "en", colorScheme, viewport: desktop } as const;
  await shoot(`${readme}studio-${colorScheme}.png`, views.bands, look, { latency: 50 });
}

async function shoot(path: string, view: View, look: Look, options: Partial<StudioOptions>) {
  const studio = await openTestStudio(options);
  const stage = await openStage(browser, studio, look);
  await stage.page.emulateMedia({ colorScheme: look.colorScheme });
  await view(stage);
  // Ignores images below the window, because the browser does not load them.
  await stage.page.waitForFunction(() =>
    [...document.images].every((image) => image.complete || image.getBoundingClientRect().top > innerHeight),
  );
  await stage.page.screenshot({ path });
  await stage.context.close();
  await studio.close();
}
