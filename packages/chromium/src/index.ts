import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

export type { Browser, BrowserContext, Locator, Page } from "playwright-core";

const { CHROMIUM_PATH } = process.env;

const places = CHROMIUM_PATH
  ? [CHROMIUM_PATH]
  : ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome"];

/** Where Chromium is; `undefined` where there is none. */
export const chromiumPath = places.find((path) => existsSync(path));

export const noChromium = `No Chromium was found at ${places.join(", ")}: install Debian's package \`chromium\` (apt-get install chromium), or set CHROMIUM_PATH to where one is`;

/** @throws where there is no Chromium. */
export function launchChromium(): Promise<Browser> {
  if (!chromiumPath) throw new Error(noChromium);
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      ...["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
}
