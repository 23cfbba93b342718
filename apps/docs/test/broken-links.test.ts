import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { findBrokenLinks } from "../scripts/broken-links.ts";

const folder = mkdtempSync(join(tmpdir(), "docs-links-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const home = new URL("https://docs.test/project/");

function brokenIn(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return findBrokenLinks(folder, home, (file) => readFileSync(file, "utf8")).broken;
}

const page = '<h2 id="key">Key</h2>';

it.for([
  ["a page", "../other/"],
  ["a heading of a page", "../other/#key"],
  ["a heading in Chinese", "../other/#%E5%AF%86%E9%92%A5"],
  ["a page by its whole path", "/project/other/"],
  ["another site", "https://example.com/gone"],
  ["an address of mail", "mailto:a@b.test"],
])("accepts a link to %s", ([, link]) => {
  expect(
    brokenIn({ "guide/index.html": `<a href="${link}">`, "other/index.html": `${page}<h2 id="密钥"></h2>` }),
  ).toEqual([]);
});

it.for([
  ["a page that is missing", "../gone/", "leads to no page"],
  ["a heading that is missing", "../other/#gone", "leads to no heading of that page"],
  ["a path outside the site", "/other/", "points outside /project/; make it relative"],
])("reports a link to %s", ([, link, fault]) => {
  const files = { "guide/index.html": `<a href="${link}">`, "other/index.html": page };
  expect(brokenIn(files)).toEqual([`guide/index.html: ${link} ${fault}`]);
});

it("reports an image that is missing", () => {
  expect(brokenIn({ "index.html": '<img src="gone.png">' })).toEqual(["index.html: gone.png leads to no page"]);
});

it("reports a link of llms.txt that leads to no page", () => {
  const gone = "https://docs.test/project/gone.md";
  expect(brokenIn({ "llms.txt": `- [Gone](${gone}): x` })).toEqual([`llms.txt: ${gone} leads to no page`]);
});
