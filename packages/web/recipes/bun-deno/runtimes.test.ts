import { join } from "node:path";
import { test } from "vitest";
import { openSimulator } from "../../test/servers.ts";
import { expectImages, start } from "../test/recipe.ts";

const modules = join(import.meta.dirname, "node_modules");
const program = join(import.meta.dirname, "server.ts");

const deno = ["serve", "--allow-all", "--no-lock", "--host=127.0.0.1", "--port=0", program];

test.each([
  ["Bun", join(modules, "bun/bin/bun.exe"), [program]],
  ["Deno", join(modules, "deno/deno"), deno],
])("the recipe for %s makes images for those who are signed in", async (_, command, args) => {
  const simulator = await openSimulator();
  const url = await start(command, args, simulator, { NO_COLOR: "1" });
  const { headers } = await fetch(`${url}/sign-in`, { method: "POST" });
  const [cookie = ""] = headers.getSetCookie();
  await expectImages(url, cookie.split(";")[0] ?? "", simulator);
});
