import { join } from "node:path";
import { expect, test } from "vitest";
import { Workspace } from "./workspace.ts";

test("what the mini spec becomes", async () => {
  const workspace = new Workspace();
  await workspace.run();
  for (const [path, text] of Object.entries(workspace.output())) {
    const name = path.replaceAll("\\", "/").replace("/src/generated/", "-");
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, "fixtures", "golden", name));
  }
});
