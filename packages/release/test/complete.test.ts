import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { changelogEntry } from "../src/complete/changelog.ts";
import { completeReleases } from "../src/complete/complete.ts";
import { isPublished } from "../src/complete/published.ts";
import { createRepository } from "./git-repository.ts";

/** A `gh` that lists the tags of a file, and writes down its calls, one argument a line. */
const GH = `#!/usr/bin/env bash
set -e
if [ "$1" = api ]; then cat "$GH_TAGS"; exit; fi
printf '%s\\n' "$@" >> "$GH_CALLS"
`;

interface Setting {
  readonly released: readonly string[];
  /** Versions that the registry has, by name; without an entry, it responds with 404. */
  readonly published: Readonly<Record<string, readonly string[]>>;
}

/** A repository with the packages core 1.0.0 and ark 2.0.0-next.0. */
async function arrange({ released, published }: Setting) {
  const { root, git } = await createRepository("complete-");
  const commit = (message: string) => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  };
  await mkdir(join(root, "bin"));
  await writeFile(join(root, "bin", "gh"), GH);
  await chmod(join(root, "bin", "gh"), 0o755);
  await writeFile(join(root, "tags"), released.map((tag) => `${tag}\n`).join(""));
  await writeFile(join(root, "calls"), "");
  await addPackage(root, "core", "1.0.0");
  const core = commit("Core");
  git("checkout", "--quiet", "-b", "next-versions");
  await addPackage(root, "ark", "2.0.0-next.0");
  commit("Versions");
  git("checkout", "--quiet", "main");
  git("merge", "--quiet", "--no-ff", "--message", "Merge versions", "next-versions");
  const ark = git("rev-parse", "HEAD");
  await writeFile(join(root, "README.md"), "# Later");
  commit("Something else, since");
  vi.stubEnv("PATH", [join(root, "bin"), process.env.PATH].join(delimiter));
  vi.stubEnv("GH_TAGS", join(root, "tags"));
  vi.stubEnv("GH_CALLS", join(root, "calls"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const registry = await startRegistry(published);
  const lines: string[] = [];
  const complete = () => completeReleases(root, registry, { out: (line) => lines.push(line), err: () => {} });
  return { root, commits: { core, ark }, lines, complete, calls: () => readFile(join(root, "calls"), "utf8") };
}

async function addPackage(root: string, id: string, version: string): Promise<void> {
  const folder = join(root, "packages", id);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: `@test/${id}`, version }, undefined, 2));
  await writeFile(join(folder, "CHANGELOG.md"), `# @test/${id}\n\n## ${version}\n\n- First\n`);
}

async function startRegistry(published: Setting["published"]): Promise<string> {
  const server = createServer(({ url = "" }, response) => {
    const versions = published[decodeURIComponent(url.slice(1))];
    response.writeHead(versions === undefined ? 404 : 200);
    response.end(JSON.stringify({ versions: Object.fromEntries((versions ?? []).map((version) => [version, {}])) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test("creates the missing release of a published version, at the commit that brought the version", async () => {
  const { calls, commits, complete, lines } = await arrange({
    released: ["@test/core@0.9.0"],
    published: { "@test/core": ["0.9.0", "1.0.0"], "@test/ark": ["2.0.0-next.0"] },
  });
  await complete();
  expect((await calls()).trim().split("\n")).toEqual([
    ...["release", "create", "@test/ark@2.0.0-next.0", "--target", commits.ark],
    ...["--title", "@test/ark@2.0.0-next.0", "--notes", "- First", "--prerelease"],
    ...["release", "create", "@test/core@1.0.0", "--target", commits.core],
    ...["--title", "@test/core@1.0.0", "--notes", "- First"],
  ]);
  expect(lines).toEqual(["@test/ark@2.0.0-next.0: released", "@test/core@1.0.0: released"]);
});

test("leaves versions alone that are released, or that the registry lacks", async () => {
  const { calls, complete, lines } = await arrange({
    released: ["@test/core@1.0.0"],
    published: { "@test/core": ["1.0.0"], "@test/ark": ["1.9.0"] },
  });
  await complete();
  expect(await calls()).toBe("");
  expect(lines).toEqual(["@test/ark@2.0.0-next.0: not published"]);
});

test("creates nothing when the releases cannot be listed", async () => {
  const { calls, complete, root } = await arrange({ released: [], published: { "@test/core": ["1.0.0"] } });
  await rm(join(root, "tags"));
  await expect(complete()).rejects.toThrow("`gh api --paginate` failed");
  expect(await calls()).toBe("");
});

test("names the address when the registry cannot be reached", async () => {
  const item = { name: "@test/core", version: "1.0.0", folder: "", id: "core", entries: [], bins: [] };
  await expect(isPublished(item, "http://127.0.0.1:1/")).rejects.toThrow(
    /^http:\/\/127\.0\.0\.1:1\/@test%2Fcore cannot be reached: .+; run the command again$/,
  );
});

test("takes the entry of one version out of a changelog", () => {
  const changelog = "# x\n\n## 1.1.0\n\n### Minor Changes\n\n- New\n\n## 1.0.0\n\n- First\n";
  expect(changelogEntry(changelog, "1.1.0")).toBe("### Minor Changes\n\n- New");
  expect(changelogEntry(changelog, "1.0.0")).toBe("- First");
  expect(changelogEntry(changelog, "1.0")).toBeUndefined();
});
