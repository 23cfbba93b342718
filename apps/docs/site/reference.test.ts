import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const reference = join(import.meta.dirname, "../dist/reference");

/** API report of each entry. */
const reports = new Map(
  globSync("packages/*/api/*.api.md", { cwd: root }).map((report) => {
    const [name, id] = [basename(report, ".api.md"), basename(dirname(dirname(report)))];
    return [name === "index" ? id : `${id}/${name}`, readFileSync(join(root, report), "utf8")];
  }),
);

const entries = [...reports.keys()].map((entry) => ({ entry, names: namesOf(entry) }));

/** Returns the names that an entry exports, including the re-exports of another entry. */
function namesOf(entry: string): readonly string[] {
  const report = reports.get(entry) ?? "";
  const own = [...report.matchAll(/^export (?:abstract )?(?:class|interface|type|function|const) (\w+)/gm)];
  const again = [...report.matchAll(/^export \* from "@seedream-clients\/([^"]+)"/gm)];
  return [...own.map(([, name = ""]) => name), ...again.flatMap(([, other = ""]) => namesOf(other))];
}

it.for(entries)("the reference has each export of $entry", ({ entry, names }) => {
  expect(names).not.toEqual([]);
  const kinds = ["classes", "functions", "interfaces", "type-aliases", "variables"];
  const without = names.filter(
    (name) => !kinds.some((kind) => existsSync(join(reference, entry, kind, name.toLowerCase(), "index.html"))),
  );
  const again = readFileSync(join(reference, entry, "index.html"), "utf8");
  expect(without.filter((name) => !again.includes(`>${name}</a>`))).toEqual([]);
});
