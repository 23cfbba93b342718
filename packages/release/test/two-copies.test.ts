import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

// Tests an application that installs a client and, through another package, a second patch version of core.
const PACKAGES = join(import.meta.dirname, "..", "..");
const COMPILER = join(import.meta.dirname, "..", "node_modules", "typescript", "bin", "tsc");
// 1×1 pixel.
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

let root = "";

beforeAll(async () => {
  root = await mkdtemp(join(import.meta.dirname, "..", "node_modules", "two-copies-"));
  for (const copy of ["one", "two"]) {
    const modules = join(root, copy, "node_modules");
    await mkdir(join(modules, "@seedream-clients"), { recursive: true });
    await symlink(join(PACKAGES, "core", "node_modules", "openapi-fetch"), join(modules, "openapi-fetch"));
    for (const name of ["core", "ark"])
      for (const part of ["dist", "package.json"])
        await cp(join(PACKAGES, name, part), join(modules, "@seedream-clients", name, part), { recursive: true });
    // Programs import each copy through this module.
    const exports = `export * from "@seedream-clients/ark";\nexport { saveImage } from "@seedream-clients/ark/node";\n`;
    await writeFile(join(root, copy, "index.ts"), exports);
    await writeFile(join(root, copy, "index.js"), exports);
    await writeFile(join(root, copy, "package.json"), '{ "type": "module" }');
  }
  await writeFile(join(root, "package.json"), '{ "type": "module" }');
});

afterAll(() => rm(root, { recursive: true }));

function compile(name: string): string {
  const options = "--ignoreConfig --noEmit --strict --target es2024 --module nodenext --types node".split(" ");
  return spawnSync(process.execPath, [COMPILER, ...options, name], { cwd: root, encoding: "utf8" }).stdout;
}

const TYPES = [
  "ArkOptions",
  "CallOptions",
  "ClientOptions",
  "ErrorDetails",
  "GeneratedImage",
  "ImageEvent",
  "ImageOutcome",
  "ImageRequest",
  "ImageResult",
  "ModelCatalogue",
  "SeedreamClient",
  "SeedreamError",
  "TaskHandle",
  "Validation",
  "OutcomeUnknownError",
];

test("assigns values of one copy to the types of the other", async () => {
  const lines = TYPES.flatMap((name) => [
    `export const from${name} = (value: One.${name}): Two.${name} => value;`,
    `export const to${name} = (value: Two.${name}): One.${name} => value;`,
  ]);
  const program = `import type * as One from "./one/index.js";
import type * as Two from "./two/index.js";
import { saveImage } from "./two/index.js";
${lines.join("\n")}
export const save = (image: One.GeneratedImage) => saveImage(image, "cat");
`;
  await writeFile(join(root, "types.ts"), program);
  expect(compile("types.ts")).toBe("");
  // Proves that the check can fail.
  await writeFile(
    join(root, "wrong.ts"),
    `${program}export const wrong = (value: One.Usage): Two.TaskHandle => value;\n`,
  );
  expect(compile("wrong.ts")).toMatch(/^wrong\.ts\(\d+,\d+\): error TS2/);
});

test("saves the images and recognises the errors of the other copy", async () => {
  const load = async (
    copy: string,
  ): Promise<typeof import("@seedream-clients/ark") & typeof import("@seedream-clients/ark/node")> =>
    import(pathToFileURL(join(root, copy, "index.js")).href);
  const [one, two] = [await load("one"), await load("two")];
  expect(one.SeedreamError).not.toBe(two.SeedreamError);
  const answer = (status: number, body: object) => async () => Response.json(body, { status });
  const client = (fetch: () => Promise<Response>) => one.createArk({ apiKey: "a-key-of-tests", fetch });

  const made = answer(200, { model: "seedream-4-0-250828", created: 1, data: [{ b64_json: PNG, size: "1x1" }] });
  const { image } = await client(made).generate({ prompt: "A cat", output: { delivery: "inline" } });
  const { path } = await two.saveImage(image, join(root, "cat"));
  expect(path).toBe(join(root, "cat.png"));
  expect((await readFile(path)).toString("base64")).toBe(PNG);

  const refused = answer(401, { error: { code: "AuthenticationError", message: "No." } });
  const error: unknown = await client(refused)
    .generate({ prompt: "A cat" })
    .catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(one.AuthenticationError);
  expect(error).not.toBeInstanceOf(two.AuthenticationError);
  expect(two.AuthenticationError.isInstance(error)).toBe(true);
  expect(two.SeedreamError.isInstance(error)).toBe(true);
  expect(two.RateLimitError.isInstance(error)).toBe(false);
});
