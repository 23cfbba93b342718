import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { findInstalled, installedPaths } from "./installed.ts";
import { canBePackaged, findPackaged } from "./packaged.ts";

export type { Browser, BrowserContext, Locator, Page } from "playwright-core";

const binary = findInstalled() ?? findPackaged();

/** Path of Chromium; `undefined` if there is none. */
export const chromiumPath = binary?.path;

export const noChromium = `No Chromium, Chrome or Edge at ${installedPaths.join(", ")}; tests of pages need one; ${
  canBePackaged
    ? "run `pnpm --filter @seedream-clients/chromium run provision`, which downloads one"
    : "install one, or set CHROMIUM_PATH"
}`;

/**
 * Returns Playwright's options to start Chromium.
 *
 * @throws There is no Chromium.
 */
export function launchOptions(): LaunchOptions {
  if (!binary) throw new Error(noChromium);
  const { path, args, env } = binary;
  return { executablePath: path, args: [...args], env: { ...process.env, ...env } };
}

/**
 * Starts Chromium.
 *
 * @param args Switches beside the required ones.
 * @throws There is no Chromium.
 */
export function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const options = launchOptions();
  return chromium.launch({ ...options, args: [...(options.args ?? []), ...args] });
}
