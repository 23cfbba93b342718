import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { findInstalled, installedPaths } from "./installed.ts";
import { canBePackaged, findPackaged } from "./packaged.ts";

export type { Browser, BrowserContext, Locator, Page } from "playwright-core";

const binary = findInstalled() ?? findPackaged();

/** Where Chromium is; `undefined` where there is none. */
export const chromiumPath = binary?.path;

export const noChromium = `No Chromium, Chrome or Edge at ${installedPaths.join(", ")}; tests of pages need one; ${
  canBePackaged
    ? "run `pnpm --filter @seedream-clients/chromium run provision`, which downloads one"
    : "install one, or set CHROMIUM_PATH"
}`;

/**
 * How Playwright starts it.
 *
 * @throws where there is no Chromium.
 */
export function launchOptions(): LaunchOptions {
  if (!binary) throw new Error(noChromium);
  const { path, args, env } = binary;
  return { executablePath: path, args: [...args], env: { ...process.env, ...env } };
}

/**
 * Starts it.
 *
 * @param args Switches beside those that it needs.
 * @throws where there is no Chromium.
 */
export function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const options = launchOptions();
  return chromium.launch({ ...options, args: [...(options.args ?? []), ...args] });
}
