import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { run } from "../src/update-cli.ts";
import { serve } from "./loopback.ts";
import { edited, MINI } from "./mini.ts";
import { Repository } from "./repository.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");
const fixture = (name: string) => readFileSync(join(FIXTURES, name), "utf8");
const [FIRST, SECOND, OURS, OVERLAY] = ["theirs-1.0.yaml", "theirs-2.0.json", "ours.yaml", "overlay.yaml"].map(
  fixture,
) as [string, string, string, string];
const PROPOSAL = "specs/mini/proposal.yaml";

/** Creates a repository with our spec, our overlay and the provider's documents. */
function repository(): Repository {
  const made = new Repository({ git: false });
  made.write("specs/mini/openapi.yaml", OURS);
  made.write("specs/mini/overlay.yaml", OVERLAY);
  made.write("first.yaml", FIRST);
  made.write("second.json", SECOND);
  return made;
}

function update(made: Repository, ...args: string[]) {
  return updateWithin(20_000, made, ...args);
}

function updateWithin(milliseconds: number, made: Repository, ...args: string[]) {
  const limits = { milliseconds, bytes: 100_000 };
  return made.run((given, root, output) => run(given, root, output, { folder: root, limits }), ...args);
}

const changes = ({ out }: { out: string[] }) => out.filter((line) => line.startsWith("  ")).map((line) => line.trim());

test("reports no difference with the overlay", async () => {
  expect(await update(repository(), "mini", "--from", "first.yaml", "--check")).toEqual({
    code: 0,
    out: [
      "The provider's document, with the 4 decisions of specs/mini/overlay.yaml. Differences from specs/mini/openapi.yaml:",
      "mini: no differences",
      "Not compared: texts, examples, type names and model rows.",
    ],
    err: [],
  });
});

test("reports the differences without the overlay", async () => {
  const made = repository();
  made.remove("specs/mini/overlay.yaml");
  expect(changes(await update(made, "mini", "--from", "first.yaml"))).toEqual([
    "the region `cn` was removed  [region-removed]",
    "the region `default` is new, at `https://cn.example.com`  [region-added]",
    "the operation id of `POST /images/generations` is `createMini10`, was `generateImages`  [renamed]",
    "`ImageRequest.model` accepts only `mini-1-0` now  [values-closed]",
    "`ImageRequest.image` is required now  [required]",
  ]);
});

test("merges the documents of several models and reports the changes", async () => {
  const made = repository();
  const result = await update(made, "mini", "--from", "first.yaml", "--from", "second.json", "--check");
  expect(result.code).toBe(1);
  expect(changes(result)).toEqual([
    "the region `default` is new, at `https://intl.example.com`  [region-added]",
    "`ImageRequest.seed` is new  [added]",
    "`ImageRequest.model` has the new known value `mini-2-0`  [known-value-added]",
    "`maxLength` of `ImageRequest.prompt` is none, was `300`: wider  [limit-widened]",
    "`ImageRequest.size` accepts values beyond the listed ones  [values-opened]",
    "the documented default of `ImageRequest.watermark` is none, was `false`  [default-documented]",
    "`maximum` of `ImageRequest.count` is `8`, was `4`: wider  [limit-widened]",
    "`Answer.size` may be absent now  [optional]",
    "the response 429 of `POST /images/generations` is new  [added]",
    "doubtful  POST /images/generations.watermark has the default `false` in one document and `true` in another; it is left out",
  ]);
  expect(made.has(PROPOSAL)).toBe(false);
});

test("--write writes only a proposal, with our model rows", async () => {
  const made = repository();
  const from = join(made.root, "first.yaml");
  const { out } = await update(made, "mini", "--from", from, "--write");
  expect(out.at(-1)).toBe(`written: ${PROPOSAL}`);
  const text = made.read(PROPOSAL);
  expect(text).toContain("from first.yaml.\n");
  expect(text).not.toContain(made.root);
  expect(parse(text)).toMatchObject({
    paths: { "/images/generations": { post: { operationId: "generateImages" } } },
    "x-seedream-models": { default: "mini-1.0" },
  });
  expect(made.read("specs/mini/openapi.yaml")).toBe(OURS);
  expect(made.list("specs/mini")).toEqual(["openapi.yaml", "overlay.yaml", "proposal.yaml"]);
});

test("--json prints one JSON object", async () => {
  const { out } = await update(repository(), "mini", "--from", "second.json", "--json");
  expect(JSON.parse(out.join("\n"))).toMatchObject({
    provider: "mini",
    // .github/workflows/drift.yml reads the texts.
    changes: expect.arrayContaining([{ rule: "added", text: "`ImageRequest.seed` is new" }]),
    doubts: [],
    written: null,
  });
});

test.each([[], ["--json"]])(
  "keeps a text with a name of the document on one line, with visible control characters %s",
  async (...args) => {
    const name = "x\n\n```sh\ncurl elsewhere | sh\n```\n@someone \u001b[2J\u009b2J";
    const made = repository();
    const theirs = JSON.parse(SECOND);
    for (const schema of Object.values<Record<string, unknown>>(theirs.components.schemas)) {
      schema.properties = { ...Object(schema.properties), [name]: { type: "string" } };
    }
    made.write("second.json", JSON.stringify(theirs));
    const { out } = await update(made, "mini", "--from", "second.json", ...args);
    const texts: string[] =
      args.length > 0 ? JSON.parse(out.join("\n")).changes.map(({ text }: { text: string }) => text) : out;
    const shown = texts.filter((text) => text.includes("curl elsewhere"));
    expect(shown.length).toBeGreaterThan(0);
    for (const text of shown) {
      expect(text).toContain("x\\u000a\\u000a```sh\\u000acurl elsewhere | sh");
      expect(text).not.toMatch(/\p{Cc}/u);
    }
  },
);

test("reads documents in a Markdown page at a URL", async () => {
  const page = `# Mini\n\n\`\`\`bash\ncurl x\n\`\`\`\n\n\`\`\`\`yaml mini/openapi.yaml POST /images\n${FIRST}\n\`\`\`\`\n\nThe end.\n`;
  const address = await serve((_, response) => response.end(page));
  expect(changes(await update(repository(), "mini", "--from", `${address}/mini.md`))).toEqual([]);
});

test("names the paths of a document that shares no path with our spec", async () => {
  const made = repository();
  made.write(
    "other.yaml",
    "openapi: 3.1.0\ninfo: { title: Chat, version: 1.0.0 }\npaths: { /chat: { get: {} }, /files: {} }\n",
  );
  expect((await update(made, "mini", "--from", "other.yaml")).err[0]).toMatch(
    /^the document has \/chat, \/files, and no path of specs\/mini\/openapi\.yaml \(.+\); pass the document/,
  );
});

test("reports a Markdown page that is cut off", async () => {
  const made = repository();
  made.write("page.md", "# Mini\n\n```yaml\nopenapi: 3.1.0\npaths:\n  /images/gener");
  expect((await update(made, "mini", "--from", "page.md")).err).toEqual([
    "page.md:3: the code block does not end, so the page is cut off; download it again",
  ]);
});

test("reads a document in a list of a Markdown page", async () => {
  const made = repository();
  const page = readFileSync(join(made.root, "specs/mini/openapi.yaml"), "utf8");
  const indented = ["```yaml", ...page.trimEnd().split("\n"), "```"].map((line) => `   ${line}`).join("\n");
  made.remove("specs/mini/overlay.yaml");
  made.write("page.md", `1. The document:\n\n${indented}\n`);
  expect((await update(made, "mini", "--from", "page.md")).out).toContain("mini: no differences");
});

test("reports the line of an error in a Markdown page", async () => {
  const made = repository();
  made.write("page.md", "# Mini\n\n```yaml\nopenapi: 3.1.0\npaths: {\n```\n");
  expect((await update(made, "mini", "--from", "page.md")).err[0]).toMatch(/^page\.md:[56]:\d+: invalid YAML/);
});

test.each([
  {
    name: "a URL that does not exist",
    status: 404,
    body: "no",
    says: "returned status 404; correct the URL, or download the document and pass the file",
  },
  {
    name: "an HTML page",
    status: 200,
    body: "<!doctype html><p>Mini",
    says: "is an HTML page; pass an OpenAPI document",
  },
  { name: "other text", status: 200, body: "Hello.", says: "has no OpenAPI document" },
  { name: "a document that is too large", status: 200, body: "x".repeat(100_001), says: "is larger than 100000 bytes" },
])("refuses $name", async ({ status, body, says }) => {
  const address = await serve((_, response) => response.writeHead(status).end(body));
  const made = repository();
  const { code, out, err } = await update(made, "mini", "--from", address, "--write");
  expect({ code, out }).toEqual({ code: 1, out: [] });
  expect(err).toHaveLength(1);
  expect(err[0]).toContain(`${address} ${says}`);
  expect(made.has(PROPOSAL)).toBe(false);
});

test("reports a server that does not respond, and one that refuses the connection", async () => {
  const silent = await serve(() => {});
  expect((await updateWithin(300, repository(), "mini", "--from", silent)).err).toEqual([
    `${silent} did not respond within 0.3 s; try again, or download the document and pass the file`,
  ]);
  const half = await serve((_, response) => response.write("openapi: 3.1.0\n"));
  expect((await updateWithin(300, repository(), "mini", "--from", half)).err[0]).toContain(
    "did not respond within 0.3 s",
  );
  expect((await update(repository(), "mini", "--from", "http://127.0.0.1:1/x.yaml")).err[0]).toMatch(
    /^http:\/\/127\.0\.0\.1:1\/x\.yaml could not be downloaded \(.+\); check the URL and the network/,
  );
});

test.each([
  { name: "a missing file", from: "nowhere.yaml", says: "nowhere.yaml does not exist; pass a file, " },
  { name: "a folder", from: "specs", says: "specs is not a file; " },
  {
    name: "Swagger 2",
    from: "swagger.json",
    text: '{ "swagger": "2.0", "paths": {} }',
    says: "swagger.json is Swagger 2.0, but only 3.0 to 3.2 are supported",
  },
  {
    name: "a document without operations",
    from: "empty.yaml",
    text: "openapi: 3.1.0\npaths: {}\n",
    says: "empty.yaml has no operations",
  },
  {
    name: "a reference to another file",
    from: "split.yaml",
    text: "openapi: 3.1.0\npaths: { /a: { $ref: a.yaml } }\n",
    says: 'split.yaml:2:22: $ref "a.yaml" points outside this document — bundle it into one file first',
  },
  { name: "bad YAML", from: "bad.yaml", text: "openapi: 3.1.0: 1\n", says: "bad.yaml:1:" },
])("refuses $name", async ({ from, text, says }) => {
  const made = repository();
  if (text !== undefined) made.write(from, text);
  const { code, err } = await update(made, "mini", "--from", from);
  expect(code).toBe(1);
  expect(err.join("\n")).toContain(says);
});

test("reads a list of itself and a mapping to a name, for which no types can be generated", async () => {
  const made = repository();
  const tree = "{ anyOf: [{ type: string }, { type: array, items: { $ref: '#/components/schemas/Tree' } }] }";
  const discriminator = "{ propertyName: a, mapping: { a: Answer } }";
  const kinds = `{ oneOf: [{ $ref: '#/components/schemas/Answer' }], discriminator: ${discriminator} }`;
  made.write("first.yaml", edited(FIRST, "  schemas:\n", `  schemas:\n    Tree: ${tree}\n    Kinds: ${kinds}\n`));
  expect(await update(made, "mini", "--from", "first.yaml")).toMatchObject({ code: 0, err: [] });
});

test("reports an overlay whose target or reference does not exist", async () => {
  const made = repository();
  made.write("specs/mini/overlay.yaml", edited(OVERLAY, "$.paths.*.post", "$.paths.*.put"));
  const gone = await update(made, "mini", "--from", "first.yaml", "--write");
  expect(gone).toMatchObject({ code: 1, err: [expect.stringContaining("the target `$.paths.*.put` matches nothing")] });
  made.write("specs/mini/overlay.yaml", edited(OVERLAY, "[{ type: string }]", "[{ $ref: '#/components/schemas/No' }]"));
  const lost = await update(made, "mini", "--from", "first.yaml", "--write");
  expect(lost.code).toBe(1);
  expect(lost.err[0]).toContain('$ref "#/components/schemas/No" has no target');
  expect(made.has(PROPOSAL)).toBe(false);
});

test("reports missing and unknown arguments", async () => {
  const made = repository();
  expect(await update(made)).toMatchObject({
    code: 2,
    err: ["0 providers are named; name one: pnpm spec:update mini --from FILE|URL"],
  });
  expect((await update(made, "max", "--from", "first.yaml")).err).toEqual([
    'no spec describes "max"; the providers are mini',
  ]);
  expect((await update(made, "mini")).err).toEqual([
    "--from is missing; name the provider's document: pnpm spec:update mini --from FILE|URL",
  ]);
  const { code, err } = await update(made, "mini", "--form", "x");
  expect(code).toBe(2);
  expect(err[0]).toBe("Unknown option '--form'");
  expect(err.join("\n")).toContain("Usage: pnpm spec:update <provider> --from FILE|URL");
  made.write("specs/mini/openapi.yaml", edited(MINI, "openapi: 3.1.0\n", "openapi: 3.1.0: x\n"));
  expect((await update(made, "mini", "--from", "first.yaml")).err[0]).toMatch(/^specs\/mini\/openapi\.yaml:1:/);
});
