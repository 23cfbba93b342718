import { type Browser, chromiumPath, launchChromium } from "@seedream-clients/chromium";
import { test as base, describe } from "vitest";
import type { Environment } from "../../server/providers.ts";
import { type Language, languages } from "../../src/words/words.ts";
import { openTestStudio, type TestStudio } from "../studio.ts";
import { openStage, type Stage } from "./stage.ts";

/** A test of the page, with a studio and a page of its own. The tests of a worker share a browser. */
export const test = base
  .extend("language", "en" as Language)
  .extend("latency", 30)
  .extend("environment", {} as Environment)
  .extend("viewport", { width: 1280, height: 800 })
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the dependencies of a fixture from the pattern.
  .extend("browser", { scope: "worker" }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await launchChromium();
    onCleanup(() => browser.close());
    return browser;
  })
  .extend("studio", async ({ latency, environment }, { onCleanup }): Promise<TestStudio> => {
    const studio = await openTestStudio({ latency, environment });
    onCleanup(() => studio.close());
    return studio;
  })
  .extend("stage", async ({ browser, studio, language, viewport }, { onCleanup }): Promise<Stage> => {
    const stage = await openStage(browser, studio, { language, viewport });
    onCleanup(async () => {
      await stage.context.close();
      if (stage.problems.length > 0) throw new Error(stage.problems.join("\n"));
    });
    return stage;
  });

export const describeInChromium = describe.skipIf(!chromiumPath);

export const everyLanguage = Object.keys(languages) as Language[];
