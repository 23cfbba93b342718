import { chromiumPath, noChromium } from "@seedream-clients/chromium";
import { it } from "vitest";

if (!chromiumPath) process.stderr.write(`The page is not tested. ${noChromium}\n`);

// In CI a missing browser is a failure, elsewhere a reason to skip.
it.skipIf(!chromiumPath && process.env.CI !== "true")("there is a browser to test the page in", () => {
  if (!chromiumPath) throw new Error(noChromium);
});
