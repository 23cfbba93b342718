import { parseChangesetFile } from "@changesets/parse";
import { describe, expect, test } from "vitest";
import { run } from "../src/changeset-cli.ts";
import { Repository } from "./repository.ts";

const CORE = `export interface Options {
  retries?: number;
}
export function connect(options: Options): Connection;
export interface Connection {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  close(): Promise<{ readonly code: number }>;
}
export interface Image {
  bytes(size?: number): string;
  when: (at: number) => void;
}
export function make(): Image;
export function save(image: Image): void;
export class Failure extends Error {
  readonly code: string;
}
export function isBox(value: unknown): value is Box;
export interface Box<T = string> {
  readonly value: T;
}
type Size = readonly [width: number, height: number];
export const size: Size;
export interface SeedreamClient {
  generate(): Promise<ImageResult>;
}
export interface ImageResult {
  readonly model: string | undefined;
}
export function open(client: SeedreamClient): void;
export interface Hooks {
  onRetry?: ((wait: { readonly ms: number }) => void) | undefined;
}
export interface CallOptions extends Hooks {}
export function call(options: CallOptions): void;
`;
const MINI = `import { Options } from "@seedream-clients/core";
export function createMini(options?: Options): void;
export * from "@seedream-clients/core";
`;

const report = (code: string) => `## API Report File\n\n\`\`\`ts\n${code}\n\`\`\`\n`;

function repositoryWith({ version = "0.1.0", entry = "index" } = {}): Repository {
  const repository = new Repository({ version });
  repository.write(`packages/core/api/${entry}.api.md`, report(CORE));
  repository.write("packages/mini/api/index.api.md", report(MINI));
  repository.commit();
  return repository;
}

const changeset = (...lines: string[]) => `---\n${lines.join("\n")}\n---\n\nA change.\n`;
const core = (bump: string) => `"@seedream-clients/core": ${bump}`;
const mini = (bump: string) => `"@seedream-clients/mini": ${bump}`;

test.each([
  {
    name: "an export is gone",
    from: "export class Failure",
    to: "declare class Failure",
    says: "Failure of @seedream-clients/core was removed",
  },
  {
    name: "an option is required now",
    from: "retries?",
    to: "retries",
    says: "connect.(0).retries of @seedream-clients/core is required now",
  },
  {
    name: "an option is new and required",
    from: "retries?: number;",
    to: "retries?: number; key: string;",
    says: "connect.(0).key of @seedream-clients/core is new, and required",
  },
  {
    name: "a function needs another argument",
    from: "options: Options)",
    to: "options: Options, key: string)",
    says: "connect.(1) of @seedream-clients/core is new, and required",
  },
  {
    name: "a result lacks a field",
    from: "  readonly url: string;\n",
    to: "",
    says: "connect.().url of @seedream-clients/core was removed",
  },
  {
    name: "a result has another type",
    from: "url: string",
    to: "url: URL",
    says: "connect.().url of @seedream-clients/core is no longer `string`",
  },
  {
    name: "a callback gets more than before",
    from: "when: (at: number) => void",
    to: "when: (at: number | string) => void",
    says: "save.(0).when.(0) of @seedream-clients/core may also be `string`",
  },
  {
    name: "a record has other values",
    from: "Record<string, string>",
    to: "Record<string, number>",
    says: "connect.().headers.* of @seedream-clients/core is no longer `string`",
  },
  {
    name: "a promise has another result",
    from: "{ readonly code: number }",
    to: "{ readonly code?: number }",
    says: "connect.().close.().<0>.code of @seedream-clients/core may be absent now",
  },
  {
    name: "a class lacks a field",
    from: "  readonly code: string;\n",
    to: "",
    says: "Failure.().code of @seedream-clients/core was removed",
  },
  {
    name: "a class is an interface",
    from: "export class Failure",
    to: "export interface Failure",
    says: "Failure of @seedream-clients/core is only a type now",
  },
  {
    name: "a class is abstract",
    from: "export class Failure",
    to: "export abstract class Failure",
    says: "Failure of @seedream-clients/core can no longer be called with `new`",
  },
  {
    name: "a constructor is protected",
    from: "  readonly code: string;\n",
    to: "  readonly code: string;\n  protected constructor(message?: string);\n",
    says: "Failure of @seedream-clients/core can no longer be called with `new`",
  },
  {
    name: "a test of a type returns any boolean",
    from: "value is Box",
    to: "boolean",
    says: "isBox.() of @seedream-clients/core no longer narrows the type of its argument",
  },
  {
    name: "a generic type needs another type",
    from: "Box<T = string>",
    to: "Box<T, U>",
    says: "Box.<0> of @seedream-clients/core is required now",
  },
  {
    name: "a generic type accepts fewer types",
    from: "Box<T = string>",
    to: "Box<T extends string = string>",
    says: "Box.<0> of @seedream-clients/core accepts only `string` now",
  },
  {
    name: "a list has another length",
    from: "height: number]",
    to: "height: number, depth: number]",
    says: "size of @seedream-clients/core is `readonly [width: number, height: number, depth: number]`, was `readonly [width: number, height: number]`",
  },
  {
    name: "a promise is a value",
    from: "close(): Promise<{ readonly code: number }>",
    to: "close(): { readonly code: number }",
    says: "connect.().close.().then of @seedream-clients/core was removed",
  },
])("--check refuses a patch when $name", async ({ from, to, says }) => {
  const repository = repositoryWith();
  repository.write("packages/core/api/index.api.md", report(CORE.replace(from, to)));
  repository.write(".changeset/mine.md", changeset(core("patch"), mini("patch")));
  const { code, err } = await repository.run(run, "--check");
  expect(code).toBe(1);
  expect(err[0]).toBe(
    `@seedream-clients/core needs a minor changeset, and its changeset says patch: ${says} — run pnpm changeset`,
  );
  expect(err[1]).toContain("@seedream-clients/mini needs a minor changeset, and its changeset says patch: ");
  repository.write(".changeset/mine.md", changeset(core("minor"), mini("minor")));
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});

test.each([
  { name: "an optional option", from: "retries?: number;", to: "retries?: number; key?: string;" },
  { name: "a field of a result", from: "readonly url: string;", to: "readonly url: string; readonly name: string;" },
  { name: "an export", from: "export class Failure", to: "export const more: number;\nexport class Failure" },
  {
    name: "an option of a method that users pass on",
    from: "bytes(size?: number)",
    to: "bytes(size?: number | string)",
  },
  { name: "an optional argument", from: "options: Options)", to: "options: Options, key?: string)" },
  { name: "an overload", from: "function make()", to: "function make(size: number): Image;\nexport function make()" },
  {
    name: "a field of a result of the clients that users pass on",
    from: "readonly model: string",
    to: "readonly cost: number;\n  readonly model: string",
  },
  { name: "a method of a client", from: "generate():", to: "cancel(): void;\n  generate():" },
  {
    name: "a field that a hook gets",
    from: "readonly ms: number",
    to: "readonly ms: number; readonly attempt: number",
  },
])("--check takes a minor for $name from 1.0 on, and no patch", async ({ from, to }) => {
  const repository = repositoryWith({ version: "1.2.0" });
  repository.write("packages/core/api/index.api.md", report(CORE.replace(from, to)));
  repository.write(".changeset/mine.md", changeset(core("patch"), mini("patch")));
  expect((await repository.run(run, "--check")).err[0]).toContain(
    "core needs a minor changeset, and its changeset says",
  );
  repository.write(".changeset/mine.md", changeset(core("minor"), mini("minor")));
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});

test("accepts a minor bump for a breaking change of the kit for authors of clients", async () => {
  const repository = repositoryWith({ version: "1.2.0", entry: "client" });
  repository.write("packages/core/api/client.api.md", report(CORE.replace("  readonly url: string;\n", "")));
  repository.write(".changeset/mine.md", changeset(core("patch")));
  expect((await repository.run(run, "--check")).err[0]).toContain("core needs a minor changeset");
  repository.write(".changeset/mine.md", changeset(core("minor")));
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});

test.each([
  { version: "0.1.0", bump: "minor" },
  { version: "0.1.0", bump: "patch" },
  { version: "1.2.0", bump: "major" },
  { version: "1.2.0", bump: "minor" },
])("a $bump of core at $version reaches the packages that export it", async ({ version, bump }) => {
  const repository = repositoryWith({ version });
  repository.write("packages/core/src/index.ts", "export const name = 2;\n");
  repository.write(".changeset/mine.md", changeset("# A comment.", core(bump)));
  expect((await repository.run(run, "--check")).err).toEqual([
    `@seedream-clients/mini needs a ${bump} changeset, and no new changeset names it: it exports @seedream-clients/core, which gets a ${bump} — run pnpm spec:changeset, which adds it to the changesets of that package`,
  ]);
  expect((await repository.run(run)).out).toContain(
    "updated .changeset/mine.md: added the packages that export what it changes, or need it beside them",
  );
  const file = repository.read(".changeset/mine.md");
  expect(file).toBe(changeset("# A comment.", core(bump), mini(bump)));
  expect(parseChangesetFile(file).releases).toHaveLength(2);
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
  expect((await repository.run(run)).out.join("\n")).not.toContain("updated");
});

describe("a package that needs another beside it", () => {
  const beside = (range: string) => {
    const manifest = { name: "@seedream-clients/mini", peerDependencies: { "@seedream-clients/core": range } };
    return (version: string) => JSON.stringify({ ...manifest, version });
  };
  const repositoryWithPeer = (version: string, range = "workspace:^") => {
    const repository = new Repository({ version });
    repository.write("packages/mini/package.json", beside(range)(version));
    repository.commit();
    return repository;
  };

  test.each([
    { version: "0.1.0", bump: "minor" },
    { version: "1.2.0", bump: "major" },
  ])("breaks with a $bump of that package at $version", async ({ version, bump }) => {
    const repository = repositoryWithPeer(version);
    repository.write(".changeset/mine.md", changeset(core(bump)));
    expect((await repository.run(run, "--check")).err).toEqual([
      `@seedream-clients/mini needs a ${bump} changeset, and no new changeset names it: it needs @seedream-clients/core beside it, which gets a ${bump} — run pnpm spec:changeset, which adds it to the changesets of that package`,
    ]);
    await repository.run(run);
    expect(repository.read(".changeset/mine.md")).toBe(changeset(core(bump), mini(bump)));
    expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
  });

  test.each([
    { version: "0.1.0", bump: "patch", range: "workspace:^" },
    { version: "1.2.0", bump: "minor", range: "workspace:^" },
    { version: "0.1.0", bump: "minor", range: ">=0.1.0" },
  ])("does not change with a $bump at $version within $range", async ({ version, bump, range }) => {
    const repository = repositoryWithPeer(version, range);
    repository.write(".changeset/mine.md", changeset(core(bump)));
    expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
  });
});

test("does not carry an edit of the changeset of a first version to packages that await theirs", async () => {
  const repository = repositoryWith({ version: "0.0.0" });
  repository.write(".changeset/first-core.md", changeset(core("minor")));
  repository.write(".changeset/first-mini.md", changeset(mini("minor")));
  repository.commit();
  repository.write("packages/core/src/index.ts", "export const name = 2;\n");
  repository.write("packages/core/api/index.api.md", report(CORE.replace("  readonly url: string;\n", "")));
  const better = changeset(core("minor")).replace("A change.", "A better text.");
  repository.write(".changeset/first-core.md", better);
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
  await repository.run(run);
  expect(repository.read(".changeset/first-core.md")).toBe(better);
  repository.remove(".changeset/first-mini.md");
  expect((await repository.run(run, "--check")).err).toEqual([expect.stringContaining("mini needs a minor changeset")]);
});

test("reads reports and changesets with CRLF line breaks", async () => {
  const repository = repositoryWith();
  const crlf = (text: string) => text.replaceAll("\n", "\r\n");
  repository.write("packages/core/api/index.api.md", crlf(report(CORE)));
  repository.write(".changeset/mine.md", crlf(changeset(core("patch"))));
  await repository.run(run);
  expect(repository.read(".changeset/mine.md")).toBe(changeset(core("patch"), mini("patch")));
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});

test("does not pass a bump of core on to a package that only uses core", async () => {
  const repository = repositoryWith();
  repository.write("packages/mini/api/index.api.md", report(MINI.replace(/export \*.*\n/, "")));
  repository.commit();
  repository.write("packages/core/src/index.ts", "export const name = 2;\n");
  repository.write(".changeset/mine.md", changeset(core("minor")));
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});

test("names a well-known symbol as code does", async () => {
  const repository = repositoryWith();
  const iterable = (type: string) => report(`${CORE}export function read(): ${type}<string>;\n`);
  repository.write("packages/core/api/index.api.md", iterable("AsyncIterable"));
  repository.commit();
  repository.write("packages/core/api/index.api.md", iterable("Promise"));
  expect((await repository.run(run, "--check")).err[0]).toContain(
    "read.().[Symbol.asyncIterator] of @seedream-clients/core",
  );
});

test("finds no change if a type parameter accepts more", async () => {
  const repository = repositoryWith();
  const generic = (parameter: string) =>
    report(`${CORE}export interface Use<${parameter}> {\n  run(id: T | boolean): void;\n}\n`);
  repository.write("packages/core/api/index.api.md", generic("T extends string"));
  repository.commit();
  repository.write("packages/core/api/index.api.md", generic("T"));
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});

test("finds no change in a parameter with a generic type", async () => {
  const repository = repositoryWith();
  const generic = "export interface Use<T extends { id?: string }> {\n  run(id: NonNullable<T['id']>): void;\n}\n";
  repository.write("packages/core/api/index.api.md", report(`${CORE}${generic}`));
  repository.commit();
  expect(await repository.run(run, "--check")).toMatchObject({ code: 0, err: [] });
});
