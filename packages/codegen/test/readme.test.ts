import { expect, test } from "vitest";
import { MINI, Workspace } from "./workspace.ts";

/** The rows of the tables in a README, from the first head on. */
function rows(workspace: Workspace, file: string, section: string): string[][] {
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

const client = "packages/mini/README.md";

test("writes limits, ids and prices between the markers, and keeps the rest of the README", async () => {
  const workspace = new Workspace();
  await workspace.run();
  const text = workspace.read(client);
  expect(text.startsWith("# A client\n\n<!-- generated:models -->\n<!-- Written by")).toBe(true);
  expect(text.endsWith("\n<!-- /generated:models -->\n\nThe end.\n")).toBe(true);
  const [limitHeads, rule, limits, priceHeads, , ...prices] = rows(workspace, client, "models");
  expect(limitHeads).toHaveLength(5);
  expect(rule?.join("")).toMatch(/^-+$/);
  expect(limits).toEqual(["`mini-1.0` (default)", "15", "10", "1K, 2K, 921,600 to 4,624,220", "yes"]);
  expect(text).toContain("A group and its references are at most 15 together.");
  expect(priceHeads).toEqual(["model", "region", "id sent", "price per image"]);
  expect(prices).toEqual([
    ["`mini-1.0`", "`cn`", "`mini-1-0`, `mini-1-0-i2i` (with references)", "0.2 CNY (2026-08)"],
    ["`mini-1.0`", "`intl`", "`mini-intl-1-0`, `mini-1-0-i2i` (with references)", "not known"],
  ]);
});

test("words every kind of limit", async () => {
  const retiring = `
    - name: mini-2.0
      title: Mini 2.0
      status: retiring
      ids: { "*": [mini-2-0] }
      size: { default: null, custom: false, pixels: null, ratio: null, tiers: {}, keywords: [adaptive] }
      references: { max: 14, advised: 10, bytes: null, formats: [jpeg], side: null, pixels: null, ratio: null }
      group: { max: 4, total: 16, totalEnforced: true, needsReference: true }
      output: { formats: [jpeg, png], selectable: true, deliveries: [url] }
      stream: false
      promptOptimization: []
      seed: [-1, 9]
      prices:
        - { region: null, currency: PTC, image: 0.04, upToPixels: 2610000, asOf: "2026-01" }
        - { region: null, currency: PTC, image: 0.05, upToPixels: null, asOf: "2026-01" }
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
  const written = rows(workspace, client, "models");
  expect(written[3]).toEqual(["`mini-2.0` (retiring)", "4", "14 (10 documented)", "`adaptive`", "–"]);
  expect(written[4]).toEqual(["`mini-3.0`", "1", "not documented", "–", "–"]);
  expect(written.slice(-2)).toEqual([
    ["`mini-2.0`", "–", "`mini-2-0`", "0.04 / 0.05 PTC (2026-01)"],
    ["`mini-3.0`", "–", "`mini-3-0`", "not known"],
  ]);
  const text = workspace.read(client);
  expect(text).toContain("at most 15 together. A group and its references are at most 16 together.");
  expect(text).toContain("A group needs a reference on `mini-2.0`.");
  expect(text).toContain("The higher price applies above 2,610,000 pixels.");
});

test("leaves out the column of regions where there are none", async () => {
  const workspace = new Workspace({
    mini: MINI.replace(/ {6}ids: \{ cn.*\n {6}editIds.*\n/, '      ids: { "*": [mini-1-0] }\n'),
  });
  expect(await workspace.run()).toMatchObject({ code: 0 });
  expect(rows(workspace, client, "models").at(-1)).toEqual(["`mini-1.0`", "`mini-1-0`", "0.2 CNY (2026-08)"]);
});

test("checks READMEs with --check, but not with --package", async () => {
  const workspace = new Workspace();
  await workspace.run();
  const table = workspace.read(client);
  workspace.write(client, table.replace("at most 15", "at most 16"));
  expect(await workspace.run("--check")).toEqual({
    code: 1,
    out: [],
    err: [`out of date: ${client}`, "run pnpm generate"],
  });
  expect(await workspace.run("--check", "--package", "mini")).toMatchObject({ code: 0 });
  expect((await workspace.run()).out).toEqual([`wrote ${client}`]);
  expect(workspace.read(client)).toBe(table);
});

test("names the missing marker of a README, and writes nothing", async () => {
  const workspace = new Workspace();
  workspace.write("README.zh-CN.md", workspace.read("README.zh-CN.md").replace("<!-- /generated:install", "<!-- "));
  const { code, err } = await workspace.run();
  expect(code).toBe(1);
  expect(err.join("\n")).toContain("README.zh-CN.md lacks the marker <!-- /generated:install -->; write");
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
    ["[Owner](packages/owner/README.md)", "`npm install @seedream-clients/owner`", "`OWNER_API_KEY`"],
    ["[Mini](packages/mini/README.md)", "`npm install @seedream-clients/mini`", "`MINI_API_KEY`"],
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
