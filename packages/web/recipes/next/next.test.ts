import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { chromiumPath, launchChromium } from "@seedream-clients/chromium";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { openSimulator } from "../../test/servers.ts";
import { expectImages, start } from "../test/recipe.ts";

const next = join(import.meta.dirname, "node_modules/next/dist/bin/next");
const env = { NODE_ENV: "production", SESSION_SECRET: "of-the-test", NEXT_TELEMETRY_DISABLED: "1" } as const;

beforeAll(() => {
  execFileSync(process.execPath, [next, "build", import.meta.dirname], {
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
}, 300_000);

async function startNext(simulator: Awaited<ReturnType<typeof openSimulator>>): Promise<string> {
  const url = await start(
    process.execPath,
    [next, "start", import.meta.dirname, "--hostname", "127.0.0.1"],
    simulator,
    env,
  );
  for (;;) if (await fetch(url).catch(() => undefined)) return url;
}

async function signIn(url: string): Promise<string> {
  const { headers } = await fetch(`${url}/sign-in`, { method: "POST" });
  return headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

test("the recipe for Next makes images for those who are signed in", async () => {
  const simulator = await openSimulator();
  const url = await startNext(simulator);
  await expectImages(url, await signIn(url), simulator);
});

test.skipIf(!chromiumPath)("its page makes images, and shows them again after a reload", async () => {
  const simulator = await openSimulator({ latency: 500 });
  const url = await startNext(simulator);
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(`fetch("/sign-in", { method: "POST" })`);
  await page.getByRole("button", { name: "Generate" }).click();
  await page.locator("img").first().waitFor();
  await page.reload();
  await page.locator("#status", { hasText: "done" }).waitFor();
  await expect
    .poll(() => page.evaluate("[...document.images].filter((image) => image.naturalWidth > 0).length"), {
      timeout: 20_000,
    })
    .toBe(2);
  expect(simulator.simulator.calls.filter(({ operation }) => operation === "generateImages")).toHaveLength(1);
});
