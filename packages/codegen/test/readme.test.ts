import { expect, test } from "vitest";
import { MINI, Workspace } from "./workspace.ts";

/** The rows of a table in a README, from its head on. */
function rows(workspace: Workspace, file: string, section = "providers"): string[][] {
  const [, text = ""] = workspace.read(file).split(`generated:${section} -->`);
  return text
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );
}

test("writes one row per model between the markers, and keeps the rest of the README", async () => {
  const workspace = new Workspace();
  await workspace.run();
  const text = workspace.read("README.md");
  expect(text.startsWith("# Mini\n\nOf <!-- generated:names -->Mini<!-- /generated:names -->.\n\n")).toBe(true);
  expect(text.endsWith("\n<!-- /generated:providers -->\n\nThe end.\n")).toBe(true);
  const [heads, rule, ...models] = rows(workspace, "README.md");
  expect(heads).toHaveLength(12);
  expect(rule?.join("")).toMatch(/^-+$/);
  expect(models).toEqual([
    [
      "[Mini](packages/mini/README.md)",
      "`mini-1.0` (default)",
      [
        "`mini-1-0` (cn)",
        "`mini-intl-1-0` (intl)",
        "`mini-1-0-i2i` (cn, with references)",
        "`mini-1-0-i2i` (intl, with references)",
      ].join("<br>"),
      "1K, 2K, any of 921,600 to 4,624,220 pixels",
      "10",
      "up to 15 less the references",
      "yes",
      "yes",
      "jpeg",
      "–",
      "standard",
      "0.2 CNY (cn, 2026-08)",
    ],
  ]);
});

test("writes the same table in Chinese", async () => {
  const workspace = new Workspace();
  await workspace.run();
  const [heads, , model] = rows(workspace, "README.zh-CN.md");
  expect(heads).toHaveLength(12);
  expect(heads?.join("")).not.toMatch(/[a-z]{3}/);
  expect(model).toContain("`mini-1.0`（默认）");
  expect(model).toContain("最多 15，参考图计入其中");
});

test("words every kind of limit", async () => {
  const retiring = `
    - name: mini-2.0
      title: Mini 2.0
      status: retiring
      ids: { "*": [mini-2-0] }
      size: { default: null, custom: false, pixels: null, ratio: null, tiers: {}, keywords: [adaptive] }
      references: { max: 14, advised: 10, bytes: null, formats: [jpeg], side: null, pixels: null, ratio: null }
      group: { max: 4, total: 15, totalEnforced: true, needsReference: true }
      output: { formats: [jpeg, png], selectable: true, deliveries: [url] }
      stream: false
      promptOptimization: []
      seed: [-1, 9]
      prices:
        - { region: null, currency: PTC, image: 0.04, upToPixels: 2610000, asOf: "2026-01" }
        - { region: intl, currency: USD, image: 0.05, upToPixels: null, asOf: "2026-10" }
    - name: mini-3.0
      title: Mini 3.0
      status: active
      ids: { "*": [mini-3-0] }
      size: { default: null, custom: true, pixels: null, ratio: null, tiers: {}, keywords: null }
      references: { max: null, advised: null, bytes: null, formats: [jpeg], side: null, pixels: null, ratio: null }
      group: null
      output: { formats: [jpeg], selectable: false, deliveries: [url] }
      stream: false
      promptOptimization: []
      seed: null
      prices: []
`;
  const listed = MINI.replace("enum: [mini-1-0,", "enum: [mini-2-0, mini-3-0, mini-1-0,");
  const workspace = new Workspace({ mini: listed.trimEnd() + retiring });
  expect(await workspace.run()).toMatchObject({ code: 0 });
  const [, , , second, third] = rows(workspace, "README.md");
  expect(second?.slice(1)).toEqual([
    "`mini-2.0` (retiring)",
    "`mini-2-0`",
    "`adaptive`",
    "14 (10 documented)",
    "up to 4, together with references 15, above 1 only with a reference",
    "–",
    "–",
    "jpeg, png",
    "yes",
    "–",
    "0.04 PTC (up to 2,610,000 pixels, 2026-01)<br>0.05 USD (intl, 2026-10)",
  ]);
  expect(third?.slice(3)).toEqual(["–", "no limit documented", "1", "–", "–", "jpeg", "–", "–", "not known"]);
});

test("checks READMEs with --check, but not with --package", async () => {
  const workspace = new Workspace();
  await workspace.run();
  const table = workspace.read("README.md");
  workspace.write("README.md", table.replace("up to 15", "up to 16"));
  expect(await workspace.run("--check")).toEqual({
    code: 1,
    out: [],
    err: ["out of date: README.md", "run pnpm generate"],
  });
  expect(await workspace.run("--check", "--package", "mini")).toMatchObject({ code: 0 });
  expect((await workspace.run()).out).toEqual(["wrote README.md"]);
  expect(workspace.read("README.md")).toBe(table);
});

test("names the missing marker of a README, and writes nothing", async () => {
  const workspace = new Workspace();
  workspace.write("README.zh-CN.md", workspace.read("README.zh-CN.md").replace("<!-- /generated:providers", "<!-- "));
  const { code, err } = await workspace.run();
  expect(code).toBe(1);
  expect(err.join("\n")).toContain("README.zh-CN.md lacks the marker <!-- /generated:providers -->; write");
  expect(workspace.output()).toEqual({});
  workspace.remove("README.zh-CN.md");
  expect((await workspace.run()).err.join("\n")).toContain("README.zh-CN.md does not exist; create it");
});

test("lists official providers first, everywhere", async () => {
  const official = `title: Seedream images on Owner\n  version: 1.2.3`;
  const owner = MINI.replace("title: Mini\n  version: 1.2.3", official)
    .replaceAll("example.com/v1", "owner.example/v2")
    .replace("  name: Mini\n", "  name: Own\n  chinese: 原厂\n  official: true\n")
    .replace("createMini", "createOwner")
    .replace("MINI_API_KEY", "OWNER_API_KEY");
  const workspace = new Workspace({ mini: MINI, owner });
  expect(await workspace.run()).toMatchObject({ code: 0 });
  expect(workspace.read("README.md")).toContain("<!-- generated:names -->Owner, Mini<!-- /generated:names -->.");
  expect(workspace.read("README.zh-CN.md")).toContain("<!-- generated:names -->原厂、Mini<!-- /generated:names -->.");
  expect(rows(workspace, "README.md", "install").slice(2)).toEqual([
    ["Owner", "`npm install @seedream-clients/owner`", "`OWNER_API_KEY`", "[owner](packages/owner/README.md)"],
    ["Mini", "`npm install @seedream-clients/mini`", "`MINI_API_KEY`", "[mini](packages/mini/README.md)"],
  ]);
  expect(workspace.read("packages/cli/README.md")).toContain(
    "<!-- generated:keys -->`OWNER_API_KEY`, `MINI_API_KEY`<!--",
  );
  expect(rows(workspace, "packages/simulator/README.md", "base-urls").slice(2, 4)).toEqual([
    ["`/owner/v2`", "Owner", "`cn`", "`https://cn.owner.example/v2`"],
    ["`/owner-intl/v2`", "Owner", "`intl`", "`https://intl.owner.example/v2`"],
  ]);
  expect(rows(workspace, "specs/README.md", "documents").slice(2)).toEqual([
    ["`owner/openapi.yaml`", "Owner", "The mini page."],
    ["`mini/openapi.yaml`", "Mini", "The mini page."],
  ]);
  const lists = Object.entries(workspace.output()).filter(([path]) => /(clients|factories|providers)\.ts$/.test(path));
  expect(lists).toHaveLength(5);
  for (const [path, text] of lists) expect(text.indexOf("owner"), path).toBeLessThan(text.indexOf("mini"));
});
