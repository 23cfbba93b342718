import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const SCRIPTS = join(import.meta.dirname, "..", "..", "..", "scripts");
const DEPENDENTS = ["apps/demo", ...["ai-sdk", "benchmarks", "cli", "contract-tests", "readme-tests"].map(inPackages)];
const SPEC = "x-seedream-provider:\n  name: Ark\n  create: createArk\n  key: ARK_API_KEY\nx-other: {}\n";
const HEADINGS =
  "Install,Key,First image,Groups; references and streaming,Errors,Only on,Models and prices,Before you ship,License";

/** A repository in which Ark and another provider have the same shape. */
class Repository {
  readonly root = mkdtempSync(join(tmpdir(), "shape-"));

  constructor() {
    onTestFinished(() => rmSync(this.root, { recursive: true }));
    for (const file of ["check-shape.js", "dependents.js"])
      cpSync(join(SCRIPTS, file), join(this.root, "scripts", file));
    this.write("package.json", '{ "type": "module" }');
    for (const name of ["ark", "mini"]) this.#writeProvider(name);
    const dependencies = { "@seedream-clients/ark": "workspace:^", "@seedream-clients/mini": "workspace:^" };
    for (const folder of DEPENDENTS) this.write(`${folder}/package.json`, JSON.stringify({ dependencies }));
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  edit(path: string, from: string, to: string): void {
    this.write(path, readFileSync(join(this.root, path), "utf8").replaceAll(from, to));
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  faults(): string[] {
    const { stderr } = spawnSync(process.execPath, ["scripts/check-shape.js"], { cwd: this.root, encoding: "utf8" });
    return stderr.split("\n").filter(Boolean);
  }

  #writeProvider(name: string): void {
    const [folder, create] = [`packages/${name}`, name === "ark" ? "createArk" : "createMini"];
    const key = `${name.toUpperCase()}_API_KEY`;
    this.write(`specs/${name}/openapi.yaml`, SPEC.replace("createArk", create).replace("ARK_API_KEY", key));
    for (const file of [".size-limit.js", "LICENSE", "tsconfig.json", "turbo.json"])
      this.write(`${folder}/${file}`, "");
    this.write(`${folder}/package.json`, `{ "type": "module", "license": "MIT", "keywords": ["${name}"] }`);
    const headings = HEADINGS.split(",").map((heading) => `## ${heading.replace(";", ",")}\n`);
    this.write(`${folder}/README.md`, headings.join("\n"));
    this.write(`${folder}/src/index.ts`, `export { ${create} } from "./client.ts";\n`);
    this.write(
      `${folder}/src/client.ts`,
      `export function ${create}() {}\nconst at = { name: "${name}", apiKeyVariable: "${key}" };\n`,
    );
    for (const file of ["api.ts", "models.ts", "validate.ts"]) this.write(`${folder}/src/generated/${file}`, "");
    for (const file of ["scenarios.ts", "mock-provider.ts"]) this.write(`packages/simulator/src/${name}/${file}`, "");
    this.write(`packages/contract-tests/fixtures/${name}/one.json`, "{}");
    this.write(`packages/contract-tests/test/${name}.test.ts`, "");
  }
}

function inPackages(name: string): string {
  return `packages/${name}`;
}

test("accepts clients of one shape", () => {
  expect(new Repository().faults()).toEqual([]);
});

test.each([
  { name: "values in quotes", file: "specs/mini/openapi.yaml", from: "MINI_API_KEY", to: '"MINI_API_KEY"' },
  { name: "line breaks of an editor in a spec", file: "specs/mini/openapi.yaml", from: "\n", to: "\r\n" },
  { name: "line breaks of an editor in a README", file: "packages/mini/README.md", from: "\n", to: "\r\n" },
  {
    name: "a comment in an example",
    file: "packages/mini/README.md",
    from: "## Key\n",
    to: "## Key\n\n```sh\n## With a key\n```\n",
  },
])("accepts $name", ({ file, from, to }) => {
  const repository = new Repository();
  repository.edit(file, from, to);
  expect(repository.faults()).toEqual([]);
});

test.each([
  {
    file: "packages/mini/package.json",
    text: "{",
    fault: "packages/mini/package.json: is not JSON",
  },
  {
    file: "packages/mini/src/index.ts",
    text: 'export { createMini } from "./client.ts";\nexport const more = 1;\n',
    fault: "packages/mini/src/index.ts: exports more, which packages/ark does not",
  },
  {
    file: "packages/mini/src/index.ts",
    text: 'export { createMini } from "./client.ts";\nexport default 1;\n',
    fault: "packages/mini/src/index.ts: exports default, which packages/ark does not",
  },
  {
    file: "packages/mini/package.json",
    text: '{ "type": "module", "license": "ISC", "keywords": ["mini"] }',
    fault: 'packages/mini/package.json: "license" differs from packages/ark',
  },
  {
    file: "packages/mini/package.json",
    text: '{ "type": "module", "license": "MIT", "keywords": ["apimart"] }',
    fault: 'packages/mini/package.json: "keywords" lacks "mini"; add it',
  },
  {
    file: "packages/mini/src/client.ts",
    text: 'export function createMini() {}\nconst at = { name: "apimart", apiKeyVariable: "MINI_API_KEY" };\n',
    fault: 'packages/mini/src/client.ts: does not have `name: "mini"`, as the folder specs/mini is called',
  },
])("refuses $text of a client", ({ file, text, fault }) => {
  const repository = new Repository();
  repository.write(file, text);
  expect(repository.faults()).toEqual([expect.stringContaining(fault)]);
});

test("names a missing file, and a missing client that all others are compared with", () => {
  const repository = new Repository();
  repository.remove("packages/mini/src/index.ts");
  expect(repository.faults()[0]).toBe("packages/mini/src/index.ts: is missing; packages/ark has it");
  repository.remove("packages/ark");
  expect(repository.faults()).toEqual([
    "packages/ark: is missing; name another client as MODEL in scripts/check-shape.js",
  ]);
});
