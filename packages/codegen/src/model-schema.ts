const text = { type: "string", minLength: 1 };
const flag = { type: "boolean", hint: "write true or false" };
const count = { type: "integer", minimum: 1, hint: "write a whole number from 1" };
const size = { type: "string", pattern: "^[1-9]\\d*x[1-9]\\d*$", hint: "write width x height in pixels: 2048x2048" };

interface Hinted {
  readonly type: string;
  readonly hint: string;
  readonly [keyword: string]: unknown;
}

function orNone(schema: Hinted): object {
  return { ...schema, type: [schema.type, "null"], hint: `${schema.hint}, or null for none` };
}

function list(values: readonly string[], minItems = 1): Hinted {
  const hint = `list some of ${values.join(", ")}${minItems === 0 ? "; [] for none" : ""}`;
  return { type: "array", items: { enum: values, hint }, minItems, uniqueItems: true, hint };
}

/** Returns the schema of an object that must have these properties, and may have the optional ones. */
function row(properties: Record<string, object>, optional: Record<string, object> = {}): object {
  return {
    type: "object",
    properties: { ...properties, ...optional },
    required: Object.keys(properties),
    patternProperties: { "^x-": true },
    additionalProperties: false,
  };
}

function rowOrNull(properties: Record<string, object>): object {
  return { ...row(properties), type: ["object", "null"] };
}

const range = orNone({
  type: "array",
  items: { type: "number", hint: "write a number" },
  minItems: 2,
  maxItems: 2,
  hint: "write [min, max]",
});
const imageFormats = list(["jpeg", "png", "webp", "bmp", "tiff", "gif", "heic", "heif"]);

const wireIds = {
  type: "object",
  minProperties: 1,
  additionalProperties: {
    type: "array",
    items: { ...text, hint: "write a wire id" },
    minItems: 1,
    uniqueItems: true,
    hint: "list wire ids, the one to send first, each once",
  },
  hint: 'write a list of wire ids for each region, or for "*"',
};

const native = {
  type: "array",
  items: { ...text, hint: "write the name of a field of the request body" },
  uniqueItems: true,
  hint: "list fields of the request body, each once; [] for none",
};

const properties = {
  name: { type: "string", pattern: "^[a-z0-9][a-z0-9.-]*$", hint: "write the portable name: seedream-4.5" },
  title: { ...text, hint: "write the display name: Seedream 4.5" },
  status: { enum: ["active", "retiring", "retired"], hint: "write active, retiring or retired" },
  ids: wireIds,
  size: row({
    default: orNone({
      type: "string",
      pattern: "^([1-9]\\d*x[1-9]\\d*|\\d+(\\.\\d+)?K|\\d+:\\d+)$",
      hint: "write pixels (2048x2048), a tier (2K) or an aspect ratio (16:9)",
    }),
    custom: flag,
    pixels: range,
    ratio: range,
    tiers: {
      type: "object",
      propertyNames: { pattern: "^\\d+(\\.\\d+)?K$", hint: "write a tier: 2K" },
      additionalProperties: {
        type: "object",
        propertyNames: { pattern: "^[1-9]\\d*:[1-9]\\d*$", hint: 'write an aspect ratio in quotes: "16:9"' },
        additionalProperties: size,
        hint: "write a size for each aspect ratio, or {} for none",
      },
      hint: "write a table for each tier, or {} for none",
    },
    keywords: orNone(list(["auto", "adaptive"])),
  }),
  references: rowOrNull({
    max: orNone(count),
    advised: orNone(count),
    bytes: orNone(count),
    formats: imageFormats,
    side: orNone(count),
    pixels: orNone(count),
    ratio: range,
  }),
  group: rowOrNull({ max: count, total: orNone(count), totalEnforced: flag, needsReference: flag }),
  output: row({ formats: imageFormats, selectable: flag, deliveries: list(["url", "inline"]) }),
  stream: flag,
  promptOptimization: list(["standard", "fast"], 0),
  seed: range,
  prices: {
    type: "array",
    items: row(
      {
        region: orNone({ ...text, hint: "write a region" }),
        currency: { type: "string", pattern: "^[A-Z]{3}$", hint: "write the code of a currency: USD" },
        image: { type: "number", minimum: 0, hint: "write the price of one image" },
        upToPixels: orNone(count),
        asOf: { type: "string", pattern: "^\\d{4}-\\d{2}(-\\d{2})?$", hint: 'write a day or month: "2026-08"' },
      },
      {
        reference: { type: "number", exclusiveMinimum: 0, hint: "write the price of one reference image" },
        freeReferences: count,
        unlisted: { ...native, minItems: 1, hint: "list native fields of the model, each once; leave it out for none" },
      },
    ),
    hint: "list price rows; [] for none",
  },
};

const layers = row({ field: { ...text, hint: "write the name of a field that `native` lists" }, max: count });

const model = row(properties, { editIds: wireIds, native, layers });

const provider = row(
  {
    name: { ...text, hint: "write a short name for menus: Volcengine Ark" },
    create: {
      type: "string",
      pattern: "^create[A-Z0-9]\\w*$",
      hint: "write the function of the client package: createArk",
    },
    key: {
      type: "string",
      pattern: "^[A-Z][A-Z0-9_]*_API_KEY$",
      hint: "write the environment variable of the key, which ends in _API_KEY in every client: ARK_API_KEY",
    },
    writtenFrom: { ...text, hint: "write which documents the spec is written from, and when they were read" },
  },
  { chinese: { ...text, hint: "write the name in Chinese" }, official: flag },
);

/** JSON Schema of `ModelSection`. `hint` is the remedy for a value that it refuses. */
export const modelSectionSchema = {
  type: "object",
  properties: {
    info: {
      type: "object",
      properties: {
        title: { ...text, hint: "write the title: Seedream images on <provider>" },
        version: { ...text, hint: 'write the version of this document: "1.0.0"' },
      },
      required: ["title", "version"],
    },
    servers: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        properties: {
          url: { type: "string", pattern: "^https?://[^{}]+$", hint: "write an absolute address without {variables}" },
          "x-region": { ...text, hint: "write the region's name" },
        },
        required: ["url"],
      },
      hint: "list the base addresses, the default first",
    },
    "x-seedream-provider": {
      ...provider,
      hint: "write `name`, `create`, `key` and `writtenFrom`, as specs/README.md says",
    },
    "x-seedream-models": {
      type: "object",
      properties: {
        default: { ...text, hint: "write the name of one of the models" },
        models: { type: "array", minItems: 1, items: model, hint: "list the models" },
      },
      required: ["default", "models"],
      patternProperties: { "^x-": true },
      additionalProperties: false,
      hint: "write `default` and `models`",
    },
  },
  required: ["info", "servers", "x-seedream-provider", "x-seedream-models"],
};
