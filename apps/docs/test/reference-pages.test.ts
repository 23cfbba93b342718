import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { writeReferencePages } from "../scripts/reference-pages.ts";

const folder = mkdtempSync(join(tmpdir(), "docs-reference-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entries = [
  { name: "@seedream-clients/core", source: "/x/packages/core/src/index.ts", description: "What clients share" },
  { name: "@seedream-clients/ark/node", source: "/x/packages/ark/src/node.ts", description: "Client for Ark" },
];

function pagesOf(files: Readonly<Record<string, string>>): (page: string) => string {
  const [raw, to] = [mkdtempSync(join(folder, "raw-")), join(mkdtempSync(join(folder, "to-")), "reference")];
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(raw, name)), { recursive: true });
    writeFileSync(join(raw, name), text);
  }
  writeReferencePages(raw, to, entries);
  return (page) => readFileSync(join(to, page), "utf8");
}

it("lists the entries on the first page", () => {
  const read = pagesOf({ "index.md": "# x" });
  expect(read("index.md")).toContain("| [@seedream-clients/ark/node](ark/node/) | Client for Ark |");
});

it("gives a page its title, and points links to pages of the site", () => {
  const read = pagesOf({
    "packages/core/src/interfaces/Task.md": "# Interface: Task\n\n[Cost](Cost.md#amount), [all](../index.md)",
  });
  const page = read("core/interfaces/task.md");
  expect(page).toContain('title: "Task"');
  expect(page).toContain("[Cost](../cost/#amount), [all](../../)");
});

it("names a module as it is imported", () => {
  expect(pagesOf({ "packages/ark/src/node/index.md": "# packages/ark/src/node" })("ark/node/index.md")).toContain(
    'title: "@seedream-clients/ark/node"',
  );
});

it("puts the re-exports of an entry into one list", () => {
  const list = "### A\n\nRe-exports [A](../../../core/src/classes/A.md)\n\n***\n\n### B\n\nRe-exports [B](B.md)\n";
  const read = pagesOf({ "packages/ark/src/node/index.md": `# packages/ark/src/node\n\n## References\n\n${list}` });
  expect(read("ark/node/index.md")).toContain("## Exported again\n\n[A](../../core/classes/a/), [B](");
});

it("lists the entries of a package on its page, also if it has no entry of its own name", () => {
  const read = pagesOf({ "packages/core/src/index.md": "# packages/core/src" });
  expect(read("ark/index.md")).toContain("- [@seedream-clients/ark/node](node/)");
  expect(read("core/index.md")).not.toContain("Entries");
});

it("puts errors into one list, and removes the origins of inherited members", () => {
  const read = pagesOf({
    "packages/core/src/classes/A.md":
      "# Class: A\n\n#### Throws\n\n`X` at once.\n\n#### Throws\n\n`Y` later.\n\n#### Inherited from\n\n[`B`](B.md)\n",
  });
  const page = read("core/classes/a.md");
  expect(page).toContain("#### Throws\n\n`X` at once.\n\n`Y` later.");
  expect(page).not.toContain("Inherited");
});

it("refuses two exports with the same name of their page", () => {
  const files = { "packages/core/src/variables/a.md": "# Variable: a", "packages/core/src/variables/A.md": "# A" };
  expect(() => pagesOf(files)).toThrow("EEXIST");
});
