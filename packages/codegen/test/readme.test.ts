import { expect, test } from "vitest";
import { MINI, Workspace } from "./workspace.ts";

/** Returns the rows of the tables in a README, heads included. */
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

const page = "apps/docs/src/content/docs/guides/models.md";
const chinesePage = "apps/docs/src/content/docs/zh-cn/guides/models.md";

test("writes limits and prices between the markers, and keeps the rest of the README", async () => {
  const workspace = new Workspace();
  await workspace.run();
  const text = workspace.read(client);
  expect(text.startsWith("# Models\n\n<!-- generated:models -->\n<!-- Written by")).toBe(true);
  expect(text.endsWith("\n<!-- /generated:models -->\n\nThe end.\n")).toBe(true);
  expect(rows(workspace, client, "models")).toEqual([
    ["model", "images", "references", "tiers, keywords", "pixels", "CNY"],
    expect.arrayContaining([expect.stringMatching(/^-+$/)]),
    ["`mini-1.0`", "15", "10", "1K, 2K", "921,600–4,624,220", "0.2"],
  ]);
  expect(text).toContain("The default is `mini-1.0`.\nA group and its references are at most 15 together.\n");
  expect(text).toContain("Streaming: `mini-1.0`.\nCNY: per image, price list for `cn` of 2026-08.\n");
});

test("writes the limits, and the ids and output, of each provider to the page of models in both languages", async () => {
  const workspace = new Workspace({
    mini: MINI,
    other: MINI.replaceAll("example.com", "other.example"),
  });
  expect(await workspace.run()).toMatchObject({ code: 0 });
  const [table, text] = [rows(workspace, page, "models"), workspace.read(page)];
  expect(text.match(/^## .*/gm)).toEqual(["## Mini", "## Mini"]);
  expect(table.slice(0, 3)).toEqual(rows(workspace, client, "models"));
  expect(table[3]).toEqual(["model", "id sent", "inline", "formats", "seed", "prompt optimisation"]);
  const ids = ["`mini-1-0` (`cn`)", "`mini-intl-1-0` (`intl`)", "`mini-1-0-i2i` (`cn`, with references)"];
  expect(table[5]).toEqual([
    "`mini-1.0`",
    [...ids, "`mini-1-0-i2i` (`intl`, with references)"].join("<br>"),
    "yes",
    "jpeg",
    "–",
    "standard",
  ]);
  const [heads = [], , limits, ...more] = rows(workspace, chinesePage, "models");
  expect(heads).toEqual(["模型", "张数", "参考图", "档位、关键词", "像素", "CNY"]);
  expect(limits).toEqual(table[2]);
  expect(more).toHaveLength(table.length - 3);
  expect(workspace.read(chinesePage)).toContain("组图与参考图合计最多 15 张。");
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
      native: [strength]
      layers: { field: strength, max: 17 }
      prices:
        - { region: null, currency: PTC, image: 0.04, reference: 0.01, upToPixels: 2610000, asOf: "2026-01" }
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
      prices:
        - { region: cn, currency: CNY, image: 0.3, reference: 0.02, freeReferences: 2, upToPixels: null, asOf: "2026-09" }
`;
  const listed = MINI.replace("enum: [mini-1-0,", "enum: [mini-2-0, mini-3-0, mini-1-0,");
  const workspace = new Workspace({ mini: listed.trimEnd() + retiring });
  expect(await workspace.run()).toMatchObject({ code: 0 });
  const written = rows(workspace, client, "models");
  expect(written[0]?.slice(5)).toEqual(["CNY", "PTC"]);
  expect(written[3]).toEqual(["`mini-2.0`", "4", "14 (10 documented)", "`adaptive`", "–", "not known", "0.04 / 0.05"]);
  expect(written[4]).toEqual(["`mini-3.0`", "1", "not documented", "–", "–", "0.3", "not known"]);
  const text = workspace.read(client);
  expect(text).toContain("Retiring: `mini-2.0`. A group and its references are at most 15 together.");
  expect(text).toContain("at most 15 together. A group and its references are at most 16 together. A group needs a");
  expect(text).toContain("Streaming: `mini-1.0`. The second price applies above 2,610,000 pixels.");
  expect(text).toContain("CNY: per image, price list for `cn` of 2026-08 (`mini-3.0`: 2026-09).");
  expect(text).toContain("PTC: per image, price list of 2026-01. Each reference adds 0.01 PTC: `mini-2.0`.");
  expect(text).toContain("(`mini-3.0`: 2026-09). Each reference after the first 2 adds 0.02 CNY: `mini-3.0`.");
  expect(text).toContain("`strength` makes up to 17 images, and each is billed: `mini-2.0`.\nStreaming:");
  expect(rows(workspace, page, "models").at(-2)).toEqual(["`mini-2.0`", "`mini-2-0`", "–", "jpeg, png", "yes", "–"]);
  expect(workspace.read(chinesePage)).toContain("价目表（`cn`）的日期：2026-08（`mini-3.0` 为 2026-09）");
});

test("names the region of a price if a currency has several lists", async () => {
  const price = '        - { region: cn, currency: CNY, image: 0.2, upToPixels: null, asOf: "2026-08" }\n';
  const workspace = new Workspace({ mini: MINI.replace(price, price + price.replace("region: cn", "region: intl")) });
  expect(await workspace.run()).toMatchObject({ code: 0 });
  expect(rows(workspace, client, "models")[0]?.slice(5)).toEqual(["CNY, cn", "CNY, intl"]);
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
    ["Owner", "[`@seedream-clients/owner`](packages/owner/README.md)", "`OWNER_API_KEY`"],
    ["Mini", "[`@seedream-clients/mini`](packages/mini/README.md)", "`MINI_API_KEY`"],
  ]);
  expect(rows(workspace, "packages/ai-sdk/README.md", "clients").slice(2)).toEqual([
    ["Owner", "`@seedream-clients/owner`", "`createOwner()`", "`OWNER_API_KEY`"],
    ["Mini", "`@seedream-clients/mini`", "`createMini()`", "`MINI_API_KEY`"],
  ]);
  expect(workspace.read("packages/cli/README.md")).toContain(
    "<!-- generated:keys -->`OWNER_API_KEY`, `MINI_API_KEY`<!--",
  );
  expect(rows(workspace, "packages/simulator/README.md", "base-urls").slice(2, 4)).toEqual([
    ["`/owner/v2`", "`cn`", "`https://cn.owner.example/v2`"],
    ["`/owner-intl/v2`", "`intl`", "`https://intl.owner.example/v2`"],
  ]);
  expect(rows(workspace, "specs/README.md", "documents").slice(2)).toEqual([
    ["`owner/openapi.yaml`", "Owner", "The mini page."],
    ["`mini/openapi.yaml`", "Mini", "The mini page."],
  ]);
  const lists = Object.entries(workspace.output()).filter(([path]) => /(clients|factories|providers)\.ts$/.test(path));
  expect(lists).toHaveLength(8);
  for (const [path, text] of lists) expect(text.indexOf("owner"), path).toBeLessThan(text.indexOf("mini"));
});
