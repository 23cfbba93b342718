import { once } from "node:events";
import { createServer } from "node:http";
import { launchChromium } from "@seedream-clients/chromium";
import { openControlServer } from "../outside/control-server.ts";
import type { RunReport } from "../report.ts";
import { allowBrowser } from "./allow-browser.ts";
import { bundleSuite } from "./bundle.ts";

const page = `<!doctype html><script type="module">import { run } from "./suite.js"; globalThis.run = run;</script>`;

/** Runs the contract suite in a page. */
export async function runInChromium(): Promise<RunReport> {
  const suite = await bundleSuite([], [allowBrowser()]);
  const server = createServer(({ url }, response) => {
    const [type, text] = url === "/" ? ["text/html", page] : ["text/javascript", suite];
    response.writeHead(200, { "content-type": type }).end(text);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  await using control = await openControlServer();
  // Without checks of origins, because each server has another port, and its responses must reach the client unchanged.
  const browser = await launchChromium(["--disable-web-security"]);
  try {
    const tab = await browser.newPage();
    const errors: string[] = [];
    tab.on("pageerror", (error) => errors.push(String(error)));
    await tab.goto(`http://127.0.0.1:${address.port}/`);
    await tab.waitForFunction("globalThis.run");
    const report = await tab.evaluate<RunReport>(`run("${control.origin}")`);
    return { ...report, errors: [...report.errors, ...errors] };
  } finally {
    await browser.close();
    server.close();
  }
}
