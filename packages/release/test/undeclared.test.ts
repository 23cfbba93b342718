import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { installedIn } from "../src/inputs/installed.ts";
import type { Task } from "../src/inputs/plan.ts";
import { findMade, findUndeclared } from "../src/inputs/undeclared.ts";

const READ = [
  "package.json",
  "packages/ark/src/index.ts",
  "packages/ark/dist/index.js",
  "packages/core/src/index.ts",
  "packages/core/dist/index.js",
  "node_modules/.pnpm/vitest@5.1.1/node_modules/vitest/index.js",
  "node_modules/.pnpm/events@3.3.0/node_modules/events/index.js",
  "node_modules/.cache/vitest/results.json",
  ".git/HEAD",
];

/** A workspace of two packages. The root depends on turbo, ark on core and vitest, and vitest on vite. */
async function workspace(taskOfArk: (root: string) => Partial<Task> = () => ({})) {
  const root = await realpath(await mkdtemp(join(tmpdir(), "inputs-")));
  onTestFinished(() => rm(root, { recursive: true }));
  const write = async (path: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), "");
  };
  const store = (id: string, name: string) => join(root, "node_modules", ".pnpm", id, "node_modules", name);
  for (const [id, name] of [
    ["vitest@5.1.1", "vitest"],
    ["vite@8.3.8", "vite"],
    ["publint@0.3.25", "publint"],
  ] as const) {
    await write(`node_modules/.pnpm/${id}/node_modules/${name}/index.js`);
  }
  for (const path of READ) await write(path);
  await mkdir(join(root, "packages", "ark", "node_modules"));
  await symlink(store("vitest@5.1.1", "vitest"), join(root, "packages", "ark", "node_modules", "vitest"));
  await symlink(store("vite@8.3.8", "vite"), store("vitest@5.1.1", "vite"));
  const task = (id: string, name: string, rest: Partial<Task>): Task => {
    const folder = join(root, "packages", name);
    const inputs = [join(folder, "src", "index.ts")];
    return { id, package: name, folder, isCached: true, inputs, outputs: [], dependencies: [], ...rest };
  };
  const tasks = [
    task("ark#test", "ark", { dependencies: ["ark#build", "core#build"], ...taskOfArk(root) }),
    task("ark#build", "ark", { outputs: [join(root, "packages/ark/dist/**")], dependencies: ["core#build"] }),
    task("core#build", "core", { outputs: [join(root, "packages/core/dist/**")] }),
  ];
  const plan = { globalInputs: [join(root, "package.json")], tasks: new Map(tasks.map((item) => [item.id, item])) };
  const find = async (files: readonly string[]) => {
    for (const path of files) await write(path);
    const reads = new Map([["ark#test", files.map((path) => join(root, path))]]);
    return findUndeclared(root, plan, reads, installedIn(root));
  };
  return { root, plan, find };
}

test("accepts inputs, global inputs, outputs of dependencies, and direct and indirect dependencies", async () => {
  const { find } = await workspace();
  expect(await find([...READ, "node_modules/.pnpm/vite@8.3.8/node_modules/vite/index.js"])).toEqual([]);
});

test.each([
  ["a source of no task", "scripts/check.js", "scripts/check.js"],
  ["a test", "packages/ark/test/index.test.ts", "packages/ark/test/index.test.ts"],
  [
    "an installed package of others",
    "node_modules/.pnpm/publint@0.3.25/node_modules/publint/lib/index.js",
    "node_modules/.pnpm/publint@0.3.25/node_modules/publint",
  ],
])("names %s", async (_, file, named) => {
  const { find } = await workspace();
  expect(await find([file])).toEqual([{ task: "ark#test", paths: [named] }]);
});

test("names the output of a task that is not a dependency", async () => {
  const { find } = await workspace(() => ({ dependencies: ["ark#build"] }));
  expect(await find(["packages/core/dist/index.js"])).toEqual([
    { task: "ark#test", paths: ["packages/core/dist/index.js"] },
  ]);
});

test("accepts every installed package when the lockfile is an input", async () => {
  const { find } = await workspace((root) => ({ inputs: [join(root, "pnpm-lock.yaml")] }));
  expect(await find(["node_modules/.pnpm/publint@0.3.25/node_modules/publint/lib/index.js"])).toEqual([]);
});

test("ignores tasks that are not cached", async () => {
  const { find } = await workspace(() => ({ isCached: false }));
  expect(await find(["scripts/check.js"])).toEqual([]);
});

test("names inputs that an installation or a dependency makes", async () => {
  const { root, plan } = await workspace();
  expect(findMade(root, plan)).toEqual([]);
  const made = ["packages/core/dist/index.js", "packages/ark/node_modules/vitest/index.d.ts"];
  const task = plan.tasks.get("ark#test");
  if (!task) throw new Error("ark#test is missing");
  plan.tasks.set("ark#test", { ...task, inputs: [...task.inputs, ...made.map((path) => join(root, path))] });
  expect(findMade(root, plan)).toEqual([{ task: "ark#test", paths: made }]);
});
