import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launchChromium } from "../test/chromium.ts";
import { openTestStudio } from "../test/studio.ts";

/** Makes the two pictures of the studio for the README, from the simulator. The page has to be built. */
const folder = fileURLToPath(new URL("../../../docs/screenshots/", import.meta.url));
await mkdir(folder, { recursive: true });
const studio = await openTestStudio({ latency: 50 });
const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 860 } });
  await page.goto(studio.url);
  await page.getByText("16:9", { exact: true }).click();
  await page.getByLabel("Prompt").fill("Four postcards of the same mountain village, one for each season");
  await page.getByRole("slider", { name: "Images" }).fill("4");
  await page.getByRole("button", { name: "Generate" }).click();
  await page.getByRole("article").first().getByText("4 of 4 received").waitFor();
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
  // The images fade in.
  await page.waitForTimeout(600);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${folder}studio-${colorScheme}.png` });
  }
} finally {
  await browser.close();
  await studio.close();
}
