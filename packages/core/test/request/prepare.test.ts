import { describe, expect, it } from "vitest";
import type { ModelCatalogue, ModelSpec } from "../../src/contract/catalogue.ts";
import { InvalidRequestError } from "../../src/contract/errors.ts";
import type { ValidationMode } from "../../src/contract/options.ts";
import type { ImageRequest } from "../../src/contract/request.ts";
import type { Warning } from "../../src/contract/result.ts";
import type { Provider, ProviderFacts, WireSupport } from "../../src/provider.ts";
import { type PreparedCall, prepare } from "../../src/request/prepare.ts";
import { connect } from "../../src/transport/connect.ts";
import { catalogue, fake, key, type paths, settled } from "../fake-provider.ts";

const [free, retired] = catalogue.models;
if (!free || !retired) throw new Error("The catalogue has two models");

const link = "https://files.test/a.png";
const png = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13]);
const one = (model: ModelSpec): ModelCatalogue => ({ ...catalogue, models: [model] });

/** Settings of the provider, the client and the call that a test overrides. */
interface Setting {
  readonly facts?: Partial<Omit<Provider<paths, { model: string; prompt: string }, object>, "tasks">>;
  readonly region?: string;
  /** Validation of the client. */
  readonly usual?: ValidationMode;
  readonly validation?: ValidationMode;
  readonly isStreaming?: boolean;
  /** Whether the client streams groups. */
  readonly usualGroups?: boolean;
  readonly streamGroups?: boolean;
}

function prepared(
  asked: Partial<ImageRequest>,
  { facts = {}, region = "here", usual, validation, isStreaming = false, usualGroups, streamGroups }: Setting = {},
): Promise<PreparedCall> {
  const fetch = () => Promise.reject(new Error("Preparing sends nothing"));
  const options = { apiKey: key, baseURL: "https://api.test/v1", fetch, validation: usual, streamGroups: usualGroups };
  const { connection } = connect<paths, { model: string; prompt: string }, object>(
    { ...fake, ...facts },
    region,
    options,
  );
  return prepare(connection, { prompt: "a kite", ...asked }, { validation, streamGroups }, isStreaming);
}

/** Returns the error that refuses a request. */
async function refusal(asked: Partial<ImageRequest>, setting?: Setting): Promise<InvalidRequestError> {
  const error = await settled(prepared(asked, setting));
  if (!(error instanceof InvalidRequestError)) throw new Error(`It was not refused: ${error}`);
  expect(error).toMatchObject({ provider: "fake", charged: "no", retryable: false });
  return error;
}

const warnings = async (asked: Partial<ImageRequest>, setting?: Setting): Promise<readonly Warning[]> =>
  (await prepared(asked, setting)).warnings;

describe("a prepared request", () => {
  it("has no watermark, one image and no references unless asked", async () => {
    expect(await prepared({})).toEqual({
      request: {
        model: "wire-9",
        spec: free,
        prompt: "a kite",
        references: [],
        size: { text: "2048x2048" },
        count: 1,
        seed: undefined,
        watermark: false,
        promptOptimization: undefined,
        delivery: "url",
        format: undefined,
        stream: false,
      },
      native: undefined,
      uploads: new Map(),
      warnings: [],
    });
    expect((await prepared({ watermark: true })).request).toMatchObject({ watermark: true });
  });

  it("has the requested values", async () => {
    const asked: Partial<ImageRequest> = {
      images: [link, link],
      size: { aspectRatio: "16:9", resolution: "2K" },
      count: 3,
      promptOptimization: "standard",
      output: { delivery: "inline" },
    };
    expect((await prepared(asked)).request).toMatchObject({
      references: [link, link],
      size: { text: "2848x1600", aspectRatio: "16:9", tier: "2K" },
      count: 3,
      promptOptimization: "standard",
      delivery: "inline",
      stream: true,
    });
    expect((await prepared({ model: "wire-8", seed: 7 })).request).toMatchObject({ model: "wire-8", seed: 7 });
  });

  it("has its one reference in a list", async () => {
    expect((await prepared({ images: link })).request.references).toEqual([link]);
  });

  it.each(["", " \n", undefined])("must have a prompt, unlike %j", async (prompt) => {
    expect((await refusal({ prompt } as object)).message).toBe("prompt is empty; describe the image [fake]");
  });

  it("leaves the request of the caller as it was", async () => {
    const asked = Object.freeze({ prompt: "a kite", images: Object.freeze([link]), native: Object.freeze({}) });
    const before = JSON.stringify(asked);
    await prepared(asked, { facts: { fields: {} }, validation: "off" });
    expect(JSON.stringify(asked)).toBe(before);
  });
});

describe("a model", () => {
  const editing = { ...free, editIds: { here: ["wire-9-edit"], there: ["dola-9-edit"] } };

  it("is sent as its id in the region of the client, or its id of all regions", async () => {
    const model = async (spec: ModelSpec, region?: string) =>
      (await prepared({}, { facts: { models: one(spec) }, ...(region && { region }) })).request.model;
    expect(await model(free)).toBe("wire-9");
    expect(await model({ ...free, ids: { "*": ["any-9"] } })).toBe("any-9");
    expect(await model({ ...free, ids: { "*": ["any-9"], here: ["wire-9", "wire-9-old"] } })).toBe("wire-9");
    expect(await model({ ...free, ids: { here: ["wire-9"], there: ["dola-9"] } }, "there")).toBe("dola-9");
  });

  it("is sent as given if it is given as an id, or is unknown", async () => {
    expect((await prepared({ model: "wire-9" })).request.model).toBe("wire-9");
    expect(await prepared({ model: "tomorrow" })).toMatchObject({
      request: { model: "tomorrow", spec: undefined },
      warnings: [],
    });
  });

  it("is sent as its id for editing with references, and only then", async () => {
    const model = async (asked: Partial<ImageRequest>, region = "here") =>
      (await prepared(asked, { facts: { models: one(editing) }, region })).request.model;
    expect(await model({ images: link })).toBe("wire-9-edit");
    expect(await model({ images: link, model: "seedream-9" })).toBe("wire-9-edit");
    expect(await model({ images: link }, "there")).toBe("dola-9-edit");
    expect(await model({ images: [] })).toBe("wire-9");
    expect(await model({})).toBe("wire-9");
  });

  it("is sent as its id for editing of all regions", async () => {
    const models = one({ ...free, editIds: { "*": ["any-9-edit"] } });
    expect((await prepared({ images: link }, { facts: { models } })).request.model).toBe("any-9-edit");
  });

  it("is sent as its usual id with references where it has none for editing", async () => {
    expect((await prepared({ images: link })).request.model).toBe("wire-9");
  });

  it.each(["wire-9", "wire-9-edit"])("given as the id %s keeps it, with references and without", async (model) => {
    const facts = { models: one(editing) };
    expect((await prepared({ model, images: link }, { facts })).request).toMatchObject({ model, spec: editing });
    expect((await prepared({ model }, { facts })).request).toMatchObject({ model, spec: editing });
  });

  it("that the region does not offer is refused, with the regions that do", async () => {
    expect((await refusal({}, { region: "elsewhere" })).message).toBe(
      'model is "seedream-9"; it is not offered in region elsewhere, but in here [fake]',
    );
    const spread = { facts: { models: one({ ...free, ids: { east: ["a"], west: ["b"] } }) } };
    expect((await refusal({}, spread)).message).toContain("not offered in region here, but in east, west");
    const sent = await prepared({}, { region: "elsewhere", validation: "warn" });
    expect(sent.request.model).toBe("seedream-9");
    expect(sent.warnings).toMatchObject([{ type: "limit", feature: "model" }]);
  });

  it("that the region does not offer for editing is refused with references only", async () => {
    const facts = { models: one({ ...free, editIds: { there: ["dola-9-edit"] } }) };
    expect((await refusal({ images: link }, { facts })).message).toContain("region here, but in there");
    expect((await prepared({}, { facts })).request.model).toBe("wire-9");
  });

  it("given as an id is sent as it is, also for the other kind of request", async () => {
    const facts = { models: one(editing) };
    expect((await prepared({ model: "wire-9", images: link }, { facts })).request.model).toBe("wire-9");
    expect((await prepared({ model: "wire-9-edit" }, { facts })).request.model).toBe("wire-9-edit");
    expect(await warnings({ model: "wire-9-edit" }, { facts })).toEqual([]);
  });

  it("that was shut down is sent with advice", async () => {
    const message = "model seedream-8 on fake was shut down by the provider; expect a 404";
    const advice = { type: "advice", feature: "model", message };
    expect(await warnings({ model: "wire-8" })).toEqual([advice]);
    expect(await warnings({ model: "seedream-8" }, { region: "there" })).toEqual([advice]);
    const retiring = { facts: { models: one({ ...free, status: "retiring" as const }) } };
    expect(await warnings({}, retiring)).toEqual([]);
  });

  it("that is unknown is never refused for a limit", async () => {
    const asked = {
      model: "ep-20261121-abcde",
      size: "640x480",
      count: 12,
      seed: 5,
      images: Array(99).fill(link),
    } as const;
    expect(await prepared(asked)).toMatchObject({ request: { model: asked.model, count: 12, seed: 5 }, warnings: [] });
  });

  it("that is unknown is named by its id, and may use any capability of the provider's models", async () => {
    expect(await warnings({ model: "ep-1", promptOptimization: "fast" })).toEqual([
      {
        type: "unsupported",
        feature: "promptOptimization",
        message: 'promptOptimization "fast" was dropped; ep-1 on fake accepts standard',
      },
    ]);
    expect(await warnings({ model: "ep-1", promptOptimization: "standard", seed: 5 })).toEqual([]);
  });
});

describe("a keyword for a size", () => {
  const facts = { models: one({ ...free, size: { ...free.size, keywords: ["adaptive", "auto"] } }) };

  it("needs a reference", async () => {
    for (const size of ["adaptive", "auto"] as const) {
      expect((await refusal({ size }, { facts })).message).toBe(
        `size is "${size}"; seedream-9 on fake accepts it only with at least one reference image [fake]`,
      );
      expect(await warnings({ size }, { facts, validation: "warn" })).toMatchObject([
        { type: "limit", feature: "size" },
      ]);
      expect(await warnings({ size, images: link }, { facts })).toEqual([]);
    }
  });

  it("is the only size that needs one", async () => {
    expect(await warnings({ size: "2K" }, { facts })).toEqual([]);
  });
});

describe("a stream", () => {
  it("is asked for by stream(), and internally for a group of a known model", async () => {
    const stream = async (asked: Partial<ImageRequest>, setting?: Setting) =>
      (await prepared(asked, setting)).request.stream;
    expect(await stream({})).toBe(false);
    expect(await stream({}, { isStreaming: true })).toBe(true);
    expect(await stream({ count: 2 })).toBe(true);
    expect(await stream({ count: 2, model: "tomorrow" })).toBe(false);
    expect(await stream({ model: "tomorrow" }, { isStreaming: true })).toBe(true);
  });

  it("is not asked for internally if the client or the call says so", async () => {
    const stream = async (setting: Setting) => (await prepared({ count: 2 }, setting)).request.stream;
    expect(await stream({ usualGroups: false })).toBe(false);
    expect(await stream({ streamGroups: false })).toBe(false);
    expect(await stream({ usualGroups: false, streamGroups: true })).toBe(true);
    expect(await stream({ usualGroups: true, streamGroups: false })).toBe(false);
    expect(await stream({ streamGroups: false, isStreaming: true })).toBe(true);
  });

  it("that the model does not have is a warning if it was requested", async () => {
    const facts = { models: one({ ...free, stream: false }) };
    expect(await prepared({ count: 2 }, { facts })).toMatchObject({ request: { stream: false }, warnings: [] });
    expect(await prepared({}, { facts, isStreaming: true })).toMatchObject({
      request: { stream: false },
      warnings: [
        {
          type: "unsupported",
          feature: "stream",
          message: "stream has no effect; seedream-9 on fake sends its events at the end",
        },
      ],
    });
    expect(await warnings({}, { isStreaming: true })).toEqual([]);
  });
});

describe("validation", () => {
  const broken = { prompt: "", size: "3K", count: 0, images: "ftp://a.test/b", seed: 3 } as const;

  it("refuses a request with all of its issues, in the order of the request's fields", async () => {
    const { message } = await refusal(broken as object);
    const starts = ["prompt is empty", 'images[0] is "ftp', 'size is "3K"', "count is 0"];
    expect(starts.map((start) => message.indexOf(start))).not.toContain(-1);
    expect(message.split("; ").filter((part) => starts.some((start) => part.startsWith(start)))).toHaveLength(4);
    expect(message).toMatch(/ \[fake\]$/);
  });

  it("that only warns sends the request, with a warning for each issue before the others", async () => {
    const found = await warnings(broken as object, { validation: "warn" });
    expect(found.map(({ type, feature }) => [type, feature])).toEqual([
      ["limit", "prompt"],
      ["limit", "images[0]"],
      ["limit", "size"],
      ["limit", "count"],
      ["unsupported", "seed"],
    ]);
    expect(found[2]?.message).toBe('size is "3K"; seedream-9 on fake accepts 2K, 4K, pixels such as 2048x2048');
  });

  it("that only warns names nested fields as in code", async () => {
    const asked = { size: { aspectRatio: "1:1", resolution: "3K" } } as const;
    expect(await warnings(asked, { validation: "warn" })).toMatchObject([{ feature: "size.resolution" }]);
  });

  it("that is off sends the request without warnings about its limits", async () => {
    expect(
      (await warnings(broken as object, { validation: "off" })).map(({ type, feature }) => [type, feature]),
    ).toEqual([["unsupported", "seed"]]);
  });

  it.each(["on", true, null, "OFF"])("refuses a request if JavaScript passes another mode: %s", async (validation) => {
    const setting = { validation } as object;
    expect((await refusal({ size: "3K" }, setting)).message).toContain('size is "3K"');
  });

  it("is the call's, else the client's, else error", async () => {
    const issues = async (setting: Setting) => (await warnings({ size: "3K" }, setting)).length;
    expect(await issues({ usual: "warn" })).toBe(1);
    expect(await issues({ usual: "off" })).toBe(0);
    expect(await issues({ usual: "error", validation: "warn" })).toBe(1);
    await refusal({ size: "3K" }, { usual: "off", validation: "error" });
    await refusal({ size: "3K" }, {});
  });

  it("never refuses for a warning", async () => {
    expect(await warnings({ seed: 3 })).toMatchObject([{ type: "unsupported", feature: "seed" }]);
    expect(await warnings({ images: Array(14).fill(link), count: 2 })).toMatchObject([
      { type: "advice", feature: "count" },
    ]);
  });

  it.each(["size", "output"])("does not catch an error from reading %s", async (field) => {
    const throwing = new Proxy({}, { get: () => Reflect.get(Object(undefined).x, "") });
    expect(await settled(prepared({ [field]: throwing } as object))).toBeInstanceOf(TypeError);
  });
});

describe("an unknown field", () => {
  it("is an issue, because it would be ignored and paid for", async () => {
    const asked = { n: 4, negative_prompt: "x" } as object;
    expect((await refusal(asked)).message).toBe(
      "n is not a field of the request; put fields of fake into native; " +
        "negative_prompt is not a field of the request; put fields of fake into native [fake]",
    );
    expect(await warnings(asked, { validation: "warn" })).toMatchObject([
      { type: "limit", feature: "n" },
      { type: "limit", feature: "negative_prompt" },
    ]);
    expect(await warnings(asked, { validation: "off" })).toEqual([]);
  });

  it("within size or output is an issue too", async () => {
    const size = { aspectRatio: "16:9", tier: "4K" };
    const asked = { size, output: { delivery: "url", response_format: "b64_json" } } as object;
    expect((await refusal(asked)).message).toBe(
      "size.tier is not a field of the request; put fields of fake into native; " +
        "output.response_format is not a field of the request; put fields of fake into native [fake]",
    );
  });

  it("does not include any field of the request's type", async () => {
    const whole: Required<ImageRequest> = {
      model: "seedream-9",
      prompt: "a kite",
      images: [],
      size: "2K",
      count: 1,
      seed: 1,
      watermark: false,
      promptOptimization: "standard",
      output: {},
      native: {},
    };
    const { fields } = fake;
    const native = { ...fields, stream: { types: ["boolean"] }, count: { types: ["integer"] } } as const;
    expect(await warnings(whole, { facts: { fields: native } })).toMatchObject([{ feature: "seed" }]);
  });
});

describe("a request that the provider has no form for", () => {
  const narrow: WireSupport = { watermark: false, count: false, references: "link", size: "ratio" };
  const facts = { wire: narrow };

  it.each<[ValidationMode]>([["error"], ["warn"], ["off"]])("is refused if validation is %s", async (validation) => {
    for (const [asked, message] of [
      [{ count: 2 }, "count is 2; fake makes one image per request"],
      [{ images: [link, png] }, "images[1] is inline; fake accepts links only"],
      [{ size: "2000x2000" }, 'size is "2000x2000"; fake accepts no pixels: pass { aspectRatio, resolution }'],
    ] as const) {
      expect((await refusal(asked, { facts, validation })).message).toBe(`${message} [fake]`);
    }
    // No provider has a form for these.
    expect((await refusal({ images: [7 as never] }, { validation })).message).toContain("images[0] is 7; pass bytes");
  });

  it("is refused for an unknown model too", async () => {
    const setting = { facts, validation: "off" } as const;
    expect((await refusal({ model: "tomorrow", size: "2048x2048" }, setting)).message).toContain("accepts no pixels");
  });

  it("is refused for that alone, unless validation refuses limits too", async () => {
    const asked = { count: 99, prompt: "" };
    for (const validation of ["warn", "off"] as const) {
      expect((await refusal(asked, { facts, validation })).message).toBe(
        "count is 99; fake makes one image per request [fake]",
      );
    }
    const { message } = await refusal(asked, { facts });
    expect(message).toContain("prompt is empty");
    expect(message).toContain("count is 99; seedream-9 on fake accepts whole numbers from 1 to 15");
    expect(message).toContain("count is 99; fake makes one image per request");
  });

  it("loses only a wish for the look, with a warning in every validation mode", async () => {
    for (const validation of ["error", "warn", "off"] as const) {
      expect(await warnings({ watermark: true }, { facts, validation })).toEqual([
        { type: "unsupported", feature: "watermark", message: "watermark was dropped; fake has no field for it" },
      ]);
    }
  });

  it("gets its size in the provider's form", async () => {
    expect((await prepared({}, { facts })).request.size).toEqual({
      text: "2048x2048",
      aspectRatio: "1:1",
      tier: "2K",
    });
  });
});

describe("uploads", () => {
  const uploads = { linkOf: () => undefined, send: () => Promise.reject(new Error("Preparing sends nothing")) };
  const base64 = Buffer.from(png).toString("base64");

  it("are the inline references, by their places", async () => {
    const facts = { uploads, wire: { ...fake.wire, references: "link" as const } };
    const { uploads: planned, request } = await prepared({ images: [png, link, png] }, { facts });
    expect([...planned]).toEqual([
      [0, { mediaType: "image/png", base64 }],
      [2, { mediaType: "image/png", base64 }],
    ]);
    expect(request.references).toEqual([`data:image/png;base64,${base64}`, link, `data:image/png;base64,${base64}`]);
  });

  it("do not include links, or references to a provider that accepts them inline", async () => {
    expect((await prepared({ images: link }, { facts: { uploads } })).uploads.size).toBe(0);
    expect((await prepared({ images: png })).uploads.size).toBe(0);
  });
});

describe("native fields", () => {
  const fields: ProviderFacts["fields"] = {
    model: { types: ["string"] },
    prompt: { types: ["string"] },
    stream: { types: ["boolean"] },
    count: { types: ["integer"] },
    sampler: { types: ["integer", "null"], range: [1, 9] },
  };
  const facts = { fields };

  it("are passed on if they keep the rules of the wire", async () => {
    for (const sampler of [1, 9, null, undefined]) {
      const native = { sampler };
      const result = await prepared({ native }, { facts });
      expect(result.native).toBe(native);
      expect(result.warnings).toEqual([]);
    }
  });

  it("are refused with value and rule if they break one, together with the other issues", async () => {
    expect((await refusal({ native: { sampler: 10 }, count: 99 }, { facts })).message).toBe(
      "count is 99; seedream-9 on fake accepts whole numbers from 1 to 15; " +
        "sampler is 10; it must be an integer or null from 1 to 9 [fake]",
    );
    expect((await refusal({ native: { sample: 1 } }, { facts })).message).toContain(
      "sample is not one of the fields model, prompt, stream, count, sampler",
    );
  });

  it("are a warning if validation only warns, and ignored if it is off", async () => {
    const native = { sampler: "x" };
    expect(await warnings({ native }, { facts, validation: "warn" })).toEqual([
      { type: "limit", feature: "native", message: 'sampler is "x"; it must be an integer or null from 1 to 9' },
    ]);
    expect(await warnings({ native }, { facts, validation: "off" })).toEqual([]);
  });

  describe("that only another model accepts", () => {
    const own = (native?: readonly string[]) => ({
      fields: { ...fields, tiles: { types: ["integer"] }, seeds: { types: ["integer"] } } as const,
      models: {
        ...catalogue,
        models: [
          { ...free, ...(native && { native }) },
          { ...retired, name: "seedream-7" },
          { ...retired, native: ["tiles"] },
        ],
      },
    });

    it("are refused, with the fields that the model accepts", async () => {
      const error = await refusal({ native: { tiles: 4 } }, { facts: own(["sampler", "seeds"]) });
      expect(error.message).toBe("native.tiles is not a field of seedream-9 on fake; it accepts sampler, seeds [fake]");
    });

    it("are passed on if they are undefined, or no model lists them, or the model lists none", async () => {
      for (const [native, accepted] of [
        [{ tiles: undefined }, ["sampler"]],
        [{ seeds: 1 }, ["sampler"]],
        [{ tiles: 4 }, ["tiles"]],
        [{ tiles: 4 }, undefined],
      ] as const) {
        expect((await prepared({ native }, { facts: own(accepted) })).native).toBe(native);
      }
      const unknown = await prepared({ model: "ep-1", native: { tiles: 4 } }, { facts: own(["sampler"]) });
      expect(unknown.native).toEqual({ tiles: 4 });
    });
  });

  it("are checked in the body as it will be sent", async () => {
    // `model` of the request is overwritten.
    expect((await refusal({ native: { model: 7 } }, { facts })).message).toContain("model is 7; it must be a string");
  });

  it("are the only reason to check the body", async () => {
    expect(await warnings({}, { facts: { fields: {} } })).toEqual([]);
    expect((await refusal({ native: {} }, { facts: { fields: {} } })).message).toContain("model is not one of");
  });

  it.each<[ValidationMode]>([["error"], ["warn"], ["off"]])(
    "that JSON cannot hold are refused unsent, also if validation is %s",
    async (validation) => {
      const circle: unknown[] = [];
      circle.push(circle);
      for (const sampler of [1n, [1n], circle]) {
        const error = await refusal({ native: { sampler } }, { facts, validation });
        expect(error.message).toMatch(/^native cannot be serialised to JSON: TypeError: .* \[fake\]$/s);
        expect(error.cause).toBeInstanceOf(TypeError);
      }
    },
  );
});
