import { join } from "node:path";
import { expect, test } from "vitest";
import { formatTypeScript } from "../src/format.ts";
import { Workspace } from "./workspace.ts";

test("generates the golden files from the mini spec", async () => {
  const workspace = new Workspace();
  await workspace.run();
  for (const [path, text] of Object.entries(workspace.output())) {
    const name = path
      .replaceAll("\\", "/")
      .replace(/^(packages|apps)\//, "")
      .replace("/src/generated/", "-")
      .replaceAll("/", "-");
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "fixtures", "golden", name));
  }
});

test("formats the files of a client as biome.json says", async () => {
  const workspace = new Workspace();
  await workspace.run("--package", "mini");
  const files = Object.entries(workspace.output());
  expect(files).toHaveLength(3);
  for (const [path, text] of files) expect(await formatTypeScript(text), path).toBe(text);
});
