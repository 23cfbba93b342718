import { expect, test } from "vitest";
import type { Level } from "../src/change.ts";
import { diffDocuments } from "../src/diff-document.ts";
import { diffSpec } from "../src/diff-specs.ts";
import { RULES } from "../src/rules.ts";
import { documentOf, edited, MINI } from "./mini.ts";

interface Case {
  readonly rule: keyof typeof RULES;
  readonly name?: string;
  /** Text of the mini spec, once in it, and what stands there instead. */
  readonly from: string;
  readonly to: string;
  readonly level: Level;
  readonly says: string;
}

const POST = "`POST /images/generations`";
const GET = "      parameters:\n        - { name: id, in: path, required: true, schema: { type: string } }\n";

const CASES: readonly Case[] = [
  {
    rule: "info-changed",
    from: "info:\n  title: Seedream images on Mini\n",
    to: "info:\n  title: Mini\n",
    level: "fix",
    says: "`info.title` changed",
  },
  {
    rule: "description-changed",
    from: "Of the mini API.",
    to: "Of Mini.",
    level: "fix",
    says: "the description of the API was rewritten",
  },
  {
    rule: "region-added",
    from: "    x-region: intl\n",
    to: "    x-region: intl\n  - { url: https://eu.example.com, x-region: eu }\n",
    level: "feature",
    says: "the region `eu` is new, at `https://eu.example.com`",
  },
  {
    rule: "region-removed",
    from: "  - url: https://intl.example.com\n    x-region: intl\n",
    to: "",
    level: "breaking",
    says: "the region `intl` was removed",
  },
  {
    rule: "server-moved",
    from: "https://intl.example.com",
    to: "https://world.example.com",
    level: "fix",
    says: "the server of the region `intl` is `https://world.example.com`, was `https://intl.example.com`",
  },
  {
    rule: "default-region-changed",
    from: "  - url: https://cn.example.com\n    x-region: cn\n  - url: https://intl.example.com\n    x-region: intl\n",
    to: "  - url: https://intl.example.com\n    x-region: intl\n  - url: https://cn.example.com\n    x-region: cn\n",
    level: "breaking",
    says: "requests go to the region `intl` unless told otherwise; they went to `cn`",
  },
  {
    rule: "security-changed",
    from: "scheme: bearer",
    to: "scheme: basic",
    level: "breaking",
    says: "the API asks for another kind of key",
  },
  {
    rule: "operation-added",
    from: "    put:\n",
    to: "    delete: { operationId: deleteImage, responses: {} }\n    put:\n",
    level: "feature",
    says: "`DELETE /images/{id}` is new",
  },
  {
    rule: "operation-removed",
    from: "    get:\n",
    to: "    x-get:\n",
    level: "breaking",
    says: "`GET /images/{id}` was removed",
  },
  {
    rule: "operation-moved",
    from: "  /images/generations:\n",
    to: "  /v2/images/generations:\n",
    level: "breaking",
    says: `${POST} is \`POST /v2/images/generations\` now`,
  },
  {
    rule: "operation-renamed",
    from: "operationId: generateImages",
    to: "operationId: createImages",
    level: "breaking",
    says: `the operation ${POST} is called \`createImages\`, was \`generateImages\``,
  },
  {
    rule: "body-removed",
    from: "      requestBody: { content: { image/png: { schema: { type: string } } } }\n",
    to: "",
    level: "breaking",
    says: "the request body of `PUT /images/{id}` was removed",
  },
  {
    rule: "body-added",
    from: GET,
    to: `${GET}      requestBody: { content: {} }\n`,
    level: "feature",
    says: "the request body of `GET /images/{id}` is new",
  },
  {
    rule: "body-added-required",
    from: GET,
    to: `${GET}      requestBody: { required: true, content: {} }\n`,
    level: "breaking",
    says: "the request body of `GET /images/{id}` is new, and required",
  },
  {
    rule: "field-optional",
    name: "a request body",
    from: "      requestBody:\n        required: true\n",
    to: "      requestBody:\n",
    level: "feature",
    says: `the request body of ${POST} may be left out now`,
  },
  {
    rule: "media-added",
    from: "content: { image/png: { schema: { type: string } } }",
    to: "content: { image/png: { schema: { type: string } }, image/webp: { schema: { type: string } } }",
    level: "feature",
    says: "the request body of `PUT /images/{id}` has the form `image/webp` too",
  },
  {
    rule: "media-removed",
    from: "image/png: { schema: { type: string } }",
    to: "",
    level: "breaking",
    says: "the request body of `PUT /images/{id}` no longer has the form `image/png`",
  },
  {
    rule: "answer-added",
    from: '        "429":\n',
    to: '        "402": { description: No credit. }\n        "429":\n',
    level: "feature",
    says: `the answer 402 of ${POST} is described now`,
  },
  {
    rule: "answer-removed",
    from: '        "429":\n          description: Too many requests.\n',
    to: "",
    level: "breaking",
    says: `the answer 429 of ${POST} is no longer described`,
  },
  {
    rule: "field-required",
    name: "a header of a request",
    from: "in: header, required: false",
    to: "in: header, required: true",
    level: "breaking",
    says: `the header \`X-Request-Id\` of ${POST} is required now`,
  },
  {
    rule: "field-optional",
    name: "a header of an answer",
    from: "x-cost: { required: true, ",
    to: "x-cost: { ",
    level: "breaking",
    says: `the header \`x-cost\` of the answer 200 of ${POST} may be missing now`,
  },
  {
    rule: "field-added-required",
    name: "a parameter",
    from: GET,
    to: `${GET}        - { name: key, in: query, required: true, schema: { type: string } }\n`,
    level: "breaking",
    says: "the query parameter `key` of `GET /images/{id}` is new, and required",
  },
  {
    rule: "type-changed",
    name: "of a parameter",
    from: "in: path, required: true, schema: { type: string }",
    to: "in: path, required: true, schema: { type: integer }",
    level: "breaking",
    says: "the path parameter `id` of `GET /images/{id}` is an integer, was a string",
  },
  {
    rule: "example-changed",
    name: "of an answer",
    from: "https://example.com/1.png",
    to: "https://example.com/2.png",
    level: "fix",
    says: `the examples of the answer 200 of ${POST} changed`,
  },
  {
    rule: "type-name-added",
    from: "    Answer:\n",
    to: "    Other: { type: string }\n    Answer:\n",
    level: "fix",
    says: "the type `Other` has a name of its own now",
  },
  {
    rule: "note-changed",
    from: "      summary: Generate images",
    to: "      summary: Make images",
    level: "fix",
    says: `\`summary\` of ${POST} changed`,
  },

  // Model rows
  {
    rule: "default-model-changed",
    from: "  default: mini-1.0\n",
    to: "  default: mini-edit\n",
    level: "breaking",
    says: "the default model is `mini-edit`, was `mini-1.0`",
  },
  {
    rule: "model-added",
    from: "    - name: mini-edit\n",
    to: "    - { name: mini-2.0, status: active }\n    - name: mini-edit\n",
    level: "feature",
    says: "the model `mini-2.0` is new",
  },
  {
    rule: "model-retiring",
    from: "status: active",
    to: "status: retiring",
    level: "fix",
    says: "the model `mini-1.0` is going to be retired",
  },
  {
    rule: "model-retired",
    from: "status: retiring",
    to: "status: retired",
    level: "breaking",
    says: "the model `mini-edit` was retired",
  },
  {
    rule: "model-revived",
    from: "status: retiring",
    to: "status: active",
    level: "feature",
    says: "the model `mini-edit` is active again",
  },
  {
    rule: "model-id-added",
    from: "cn: [mini-1-0]",
    to: "cn: [mini-1-0, mini-1]",
    level: "feature",
    says: "`mini-1.0` has the id `mini-1` in cn too",
  },
  {
    rule: "model-lost",
    name: "a seed",
    from: "seed: [-1, 2147483647]",
    to: "seed: null",
    level: "breaking",
    says: "`mini-1.0`: a seed is no longer possible",
  },
  {
    rule: "model-lost",
    name: "a size",
    from: '          2K: { "1:1": 2048x2048 }\n',
    to: "",
    level: "breaking",
    says: "`mini-1.0`: the size `2K` is no longer possible",
  },
  {
    rule: "model-lost",
    name: "references",
    from: "      references:\n        max: 10\n",
    to: "      references: null\n      x-old:\n        max: 10\n",
    level: "breaking",
    says: "`mini-1.0`: a reference image is no longer possible",
  },
  {
    rule: "model-lost",
    name: "a delivery",
    from: "[url, inline]",
    to: "[url]",
    level: "breaking",
    says: "`mini-1.0`: the delivery `inline` is no longer possible",
  },
  {
    rule: "model-gained",
    name: "a seed",
    from: "seed: null",
    to: "seed: [0, 100]",
    level: "feature",
    says: "`mini-edit`: a seed is possible now",
  },
  {
    rule: "model-gained",
    name: "a size",
    from: '          2K: { "1:1": 2048x2048 }\n',
    to: '          2K: { "1:1": 2048x2048 }\n          4K: {}\n',
    level: "feature",
    says: "`mini-1.0`: the size `4K` is possible now",
  },
  {
    rule: "model-gained",
    name: "streaming",
    from: "stream: false",
    to: "stream: true",
    level: "feature",
    says: "`mini-edit`: streaming is possible now",
  },
  {
    rule: "model-gained",
    name: "an output format",
    from: "output: { formats: [jpeg], ",
    to: "output: { formats: [jpeg, png], ",
    level: "feature",
    says: "`mini-1.0`: the output format `png` is possible now",
  },
  {
    rule: "model-limit-narrowed",
    name: "a range",
    from: "pixels: [921600, 4624220]",
    to: "pixels: [1048576, 16777216]",
    level: "breaking",
    says: "`mini-1.0`: the number of pixels is `1048576 to 16777216`, was `921600 to 4624220`: narrower",
  },
  {
    rule: "model-limit-narrowed",
    name: "a most",
    from: "bytes: 10485760",
    to: "bytes: 5242880",
    level: "breaking",
    says: "`mini-1.0`: the most bytes of a reference is `5242880`, was `10485760`: narrower",
  },
  {
    rule: "model-limit-narrowed",
    name: "a limit where there was none",
    from: "side: 14\n        pixels: null",
    to: "side: 14\n        pixels: 36000000",
    level: "breaking",
    says: "`mini-1.0`: the most pixels of a reference is `36000000`, was without limit: narrower",
  },
  {
    rule: "model-limit-narrowed",
    name: "a new condition",
    from: "needsReference: false",
    to: "needsReference: true",
    level: "breaking",
    says: "`mini-1.0`: whether a group needs a reference is `true`, was `false`: narrower",
  },
  {
    rule: "model-limit-widened",
    name: "a least",
    from: "side: 14",
    to: "side: 8",
    level: "feature",
    says: "`mini-1.0`: the least side of a reference is `8`, was `14`: wider",
  },
  {
    rule: "model-limit-widened",
    name: "a range",
    from: "pixels: [921600, 4624220]",
    to: "pixels: null",
    level: "feature",
    says: "`mini-1.0`: the number of pixels is without limit, was `921600 to 4624220`: wider",
  },
  {
    rule: "model-default-changed",
    from: "default: 2K\n",
    to: "default: 1K\n",
    level: "breaking",
    says: "`mini-1.0`: the default size is `1K`, was `2K`",
  },
  {
    rule: "model-corrected",
    name: "a title",
    from: "title: Mini 1.0",
    to: "title: Mini 1",
    level: "fix",
    says: "`mini-1.0`: the title is `Mini 1`, was `Mini 1.0`",
  },
  {
    rule: "model-corrected",
    name: "an entry of a size table",
    from: "1424x800",
    to: "1440x810",
    level: "fix",
    says: "`mini-1.0`: the size `1K` at 16:9 is `1440x810`, was `1424x800`",
  },
  {
    rule: "model-price-changed",
    from: "image: 0.25",
    to: "image: 0.2",
    level: "fix",
    says: "the price of `mini-1.0` is 0.2 CNY (in cn, as of 2026-08), was 0.25 CNY (in cn, as of 2026-08)",
  },
  {
    rule: "provenance-changed",
    from: "source: a page",
    to: "source: another page",
    level: "fix",
    says: "the sources of `mini-1.0` were brought up to date",
  },
];

test.each(CASES.map((item) => ({ ...item, title: item.name ? `${item.rule}: ${item.name}` : item.rule })))(
  "$title",
  ({ rule, from, to, level, says }) => {
    const changes = diffDocuments(documentOf(MINI), documentOf(edited(MINI, from, to)));
    expect(changes.map(({ rule: name, level: found, text }) => [name, found, text])).toContainEqual([
      rule,
      level,
      says,
    ]);
    const others = changes.filter((change) => change.rule !== rule);
    expect(others.map(({ text }) => text)).toEqual(
      rule === "model-lost" && says.includes("reference") ? ["`x-old` of `mini-1.0` changed"] : [],
    );
  },
);

test("an id that goes, and the one that is sent instead", () => {
  const changes = diffDocuments(documentOf(MINI), documentOf(edited(MINI, "cn: [mini-1-0]", "cn: [mini-1-1]")));
  expect(changes.map(({ rule, level, text }) => [rule, level, text])).toEqual([
    ["model-id-removed", "breaking", "`mini-1.0` no longer has the id `mini-1-0` in cn"],
    ["model-id-sent", "breaking", "`mini-1.0` is sent as `mini-1-1` in cn, was `mini-1-0`"],
    ["model-id-added", "feature", "`mini-1.0` has the id `mini-1-1` in cn too"],
  ]);
});

test("a model that is gone, and the type of the same name", () => {
  const gone = MINI.slice(0, MINI.indexOf("    - name: mini-edit"));
  expect(diffDocuments(documentOf(MINI), documentOf(gone))).toMatchObject([
    { rule: "model-removed", level: "breaking", text: "the model `mini-edit` was removed" },
  ]);
});

test("a type that is no longer exported", () => {
  const after = edited(edited(MINI, "schemas/Answer", "schemas/Reply"), "    Answer:\n", "    Reply:\n");
  expect(diffDocuments(documentOf(MINI), documentOf(after)).map(({ rule, level }) => [rule, level])).toEqual([
    ["type-name-removed", "breaking"],
    ["type-name-added", "fix"],
  ]);
});

test("a provider that is new, and one that is gone", () => {
  const pair = { provider: "mini", file: "specs/mini/openapi.yaml" };
  const document = documentOf(MINI);
  expect(diffSpec({ ...pair, after: document }).changes).toMatchObject([
    { rule: "provider-added", level: "feature", text: "Mini is described for the first time" },
  ]);
  expect(diffSpec({ ...pair, before: document }).changes).toMatchObject([
    { rule: "provider-removed", level: "breaking", text: "Mini is no longer described" },
  ]);
});

test("a version alone, and another order of keys, are no change", () => {
  expect(diffDocuments(documentOf(MINI), documentOf(edited(MINI, "version: 1.0.0", "version: 1.0.1")))).toEqual([]);
});

test("every rule whose level is fixed has its pair of specs", () => {
  const fixed = Object.entries(RULES).flatMap(([name, { level }]) => (typeof level === "string" ? [name] : []));
  const elsewhere = [
    "model-removed",
    "model-id-removed",
    "model-id-sent",
    "type-name-removed",
    "provider-added",
    "provider-removed",
  ];
  const tested = new Set<string>([...CASES.map(({ rule }) => rule), ...elsewhere]);
  // Told with schemas.
  const withSchemas = ["example-changed", "deprecated-changed"];
  expect(fixed.filter((name) => !tested.has(name) && !withSchemas.includes(name))).toEqual([]);
});
