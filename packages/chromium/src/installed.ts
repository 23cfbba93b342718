import { existsSync } from "node:fs";
import type { BrowserBinary } from "./browser.ts";

const { CHROMIUM_PATH } = process.env;

const defaults: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/opt/google/chrome/chrome"],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** Paths to search for an installed browser. `CHROMIUM_PATH` replaces the usual paths. */
export const installedPaths: readonly string[] = CHROMIUM_PATH ? [CHROMIUM_PATH] : (defaults[process.platform] ?? []);

/** Finds Chromium, Chrome or Edge on this machine. */
export function findInstalled(): BrowserBinary | undefined {
  const path = installedPaths.find((path) => existsSync(path));
  if (!path) return undefined;
  return {
    path,
    args: [
      ...["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
    env: {},
  };
}
