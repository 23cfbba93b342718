import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { expectImages, start } from "../recipes/test/recipe.ts";
import { openSimulator } from "./servers.ts";

test.each(["hono", "express"])("makes images for signed-in users with the recipe for %s", async (name) => {
  const simulator = await openSimulator();
  const program = fileURLToPath(new URL(`../recipes/${name}/server.ts`, import.meta.url));
  const url = await start(process.execPath, [program], simulator);
  const { headers } = await fetch(`${url}/sign-in`, { method: "POST" });
  const [cookie = ""] = headers.getSetCookie();
  expect(cookie).toContain("session=");
  await expectImages(url, cookie.split(";")[0] ?? "", simulator);
});
