import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arkRefusedAs, readArkMessage } from "../../src/response/ark-form.ts";

const link = { url: "https://files.test/1.png" };
const image = (item: object, more: object = {}) => readArkMessage({ data: [item], ...more })[0];

describe("a whole response in Ark's form", () => {
  it("is read as its images in their order, and an end with the usage", () => {
    const usage = {
      generated_images: 2,
      output_tokens: 3,
      total_tokens: 4,
      input_images: 5,
      tool_usage: { web_search: 6 },
    };
    const data = [{ ...link, size: "1024x768" }, { error: { code: "no" } }, { b64_json: "AAAA" }];
    expect(readArkMessage({ data, model: "m", created: 1_790_000_000, usage })).toEqual([
      {
        type: "image",
        index: 0,
        url: link.url,
        width: 1024,
        height: 768,
        expiresAt: new Date(1_790_086_400_000),
      },
      { type: "failure", index: 1, error: { error: { code: "no" } } },
      { type: "image", index: 2, inline: "AAAA" },
      {
        type: "end",
        model: "m",
        createdAt: new Date(1_790_000_000_000),
        usage: { images: 2, outputTokens: 3, totalTokens: 4, inputImages: 5, webSearches: 6 },
      },
    ]);
  });

  it.each([{ data: link }, { data: { data: [link] } }, { code: 0, message: "ok", data: { data: [link], created: 1 } }])(
    "is read if a gateway wraps it: %j",
    (raw) => {
      expect(readArkMessage(raw)).toMatchObject([{ type: "image", url: link.url }, { type: "end" }]);
    },
  );

  it.each([{ image_url: link.url }, link.url, { url: "", b64_json: "" }, null, 0, [], { url: link }])(
    "keeps an item without an image unchanged: %j",
    (item) => {
      expect(image(item as object)).toEqual({ type: "failure", index: 0, error: item });
    },
  );

  it.each([
    [{ url: "data:image/png;base64,iVBORw0KGgo=" }, { inline: "iVBORw0KGgo=" }],
    [{ url: "DATA:image/png;base64,iVBORw0KGgo=" }, { inline: "iVBORw0KGgo=" }],
    [{ url: "iVBORw0KGgo=" }, { inline: "iVBORw0KGgo=" }],
    [{ url: "/9j/4AAQ" }, { inline: "/9j/4AAQ" }],
    [{ b64_json: "data:image/png;base64,iVBORw0KGgo=" }, { inline: "iVBORw0KGgo=" }],
    [{ url: " data:image/png;base64,\niVBORw0KGgo=" }, { inline: "iVBORw0KGgo=" }],
    [{ url: "\niVBORw0KGgo=" }, { inline: "iVBORw0KGgo=" }],
    [{ b64_json: " iVBORw0KGgo=" }, { inline: "iVBORw0KGgo=" }],
    [{ b64_json: "\r\n iVBORw0KGgo=" }, { inline: "iVBORw0KGgo=" }],
    [{ b64_json: " " }, { inline: " " }],
    [{ b64_json: link.url }, { url: link.url }],
    [{ b64_json: "http://files.test/1.png" }, { url: "http://files.test/1.png" }],
    [{ b64_json: " https://files.test/1.png" }, { url: " https://files.test/1.png" }],
    [{ b64_json: link.url, url: "" }, { url: link.url }],
    [
      { b64_json: "", url: link.url },
      { url: link.url, inline: undefined },
    ],
    [
      { b64_json: "iVBORw0KGgo=", url: link.url },
      { inline: "iVBORw0KGgo=", url: undefined },
    ],
    [{ url: "files/1.png" }, { url: "files/1.png", inline: undefined }],
    [{ url: `${link.url}?from=data:image/png,` }, { url: `${link.url}?from=data:image/png,`, inline: undefined }],
    [{ b64_json: "AAAA" }, { inline: "AAAA", url: undefined }],
  ])("tells a file from a link, in either field: %j", (item, source) => {
    expect(image(item)).toMatchObject({ type: "image", ...source });
  });

  it("keeps the images beside an error", () => {
    expect(readArkMessage({ data: [link], error: { code: "no" } })).toMatchObject([{ type: "image" }, { type: "end" }]);
  });

  it("without an image is read as its error, or else as an end", () => {
    const raw = { data: [], error: { code: "no" } };
    expect(readArkMessage(raw)).toEqual([{ type: "error", error: raw }]);
    expect(readArkMessage({ data: [] })).toMatchObject([{ type: "end" }]);
  });

  it.each([undefined, "2K", "", 5, null])("gives no width and height for the size %j", (size) => {
    expect(image({ ...link, size })).toMatchObject({ type: "image", width: undefined, height: undefined });
  });

  it.each(["today", 0, null, { valueOf: 1, toString: 1 }])("gives no expiry for the creation time %j", (created) => {
    expect(image(link, { created })).toMatchObject({ type: "image", expiresAt: undefined });
  });

  it("gives no expiry for an inline image", () => {
    expect(image({ b64_json: "AAAA" }, { created: 1_790_000_000 })).toMatchObject({ expiresAt: undefined });
  });

  it.each([
    ["png", "png"],
    ["jpeg", "jpeg"],
    ["webp", undefined],
    ["../../etc", undefined],
    [undefined, undefined],
  ])("reads the format %s as %s, because it ends up in file names", (output_format, format) => {
    expect(image({ ...link, output_format })).toHaveProperty("format", format);
  });
});

describe("a layer", () => {
  const box = { absolute: [1, 2, 300, 400], normalized: [0, 0.25, 0.5, 1] };

  it("is read with its place in the stack and on the base image", () => {
    const item = { ...link, z_index: 0, name: "sky", description: "a blue sky", bounding_box: box };
    expect(image(item)).toMatchObject({
      layer: { zIndex: 0, name: "sky", description: "a blue sky", boundingBox: box },
    });
  });

  it.each([
    [{ z_index: 1 }, { zIndex: 1, name: undefined, description: undefined, boundingBox: undefined }],
    [{ bounding_box: box }, { zIndex: undefined, name: undefined, description: undefined, boundingBox: box }],
  ])("needs only a z-index or a bounding box: %j", (item, layer) => {
    expect(image({ ...link, ...item })).toHaveProperty("layer", layer);
  });

  it.each([{}, { name: "1.png" }, { z_index: "1", description: "a blue sky" }, { bounding_box: [1, 2, 3, 4] }])(
    "is missing without a z-index and a bounding box: %j",
    (item) => {
      expect(image({ ...link, ...item })).toHaveProperty("layer", undefined);
    },
  );

  it.each([[[1, 2, 3]], [["1", 2, 3, 4]], [[1, null, 3, 4]], [[1, 2, {}, 4]], [[1, 2, 3, "4"]], ["1234"], [undefined]])(
    "has no box that is not four numbers: %j",
    (absolute) => {
      const { normalized } = box;
      const read = image({ ...link, bounding_box: { absolute, normalized } });
      expect(read).toHaveProperty("layer.boundingBox", { absolute: undefined, normalized });
    },
  );
});

describe("an event in Ark's form", () => {
  it.each(["partial_succeeded", "partial_failed"])("%s is read as one image, with its index as it came", (name) => {
    const event = { type: `image_generation.${name}`, created: 1_790_000_000 };
    expect(readArkMessage({ ...event, ...link, image_index: 2 })).toMatchObject([
      { type: "image", index: 2, expiresAt: new Date(1_790_086_400_000) },
    ]);
    expect(readArkMessage({ ...event, error: { code: "no" }, image_index: "1" })).toEqual([
      { type: "failure", index: "1", error: { ...event, error: { code: "no" }, image_index: "1" } },
    ]);
    expect(readArkMessage({ ...event, ...link })).toMatchObject([{ type: "image", index: undefined }]);
  });

  it("completed is read as the end", () => {
    const event = { type: "image_generation.completed", model: "m", created: 1, usage: { generated_images: 1 } };
    expect(readArkMessage(event)).toMatchObject([
      { type: "end", model: "m", createdAt: new Date(1000), usage: { images: 1 } },
    ]);
  });

  it("completed with an error is read as that error, unless images were made", () => {
    const event = { type: "image_generation.completed", error: { code: "no" } };
    expect(readArkMessage(event)).toEqual([{ type: "error", error: event }]);
    expect(readArkMessage({ ...event, usage: { generated_images: 1 } })).toMatchObject([{ type: "end" }]);
  });

  it("completed has its image, even beside an error", () => {
    const event = { type: "image_generation.completed", ...link, error: { code: "no" } };
    expect(readArkMessage(event)).toMatchObject([{ type: "image", url: link.url }, { type: "end" }]);
  });

  it("is read by its name if it has no type, unless it is empty", () => {
    const name = "image_generation.completed";
    expect(readArkMessage({ usage: { generated_images: 1 } }, name)).toMatchObject([{ type: "end" }]);
    expect(readArkMessage({}, name)).toEqual([{ type: "unknown", name }]);
  });

  it("of an unknown type is not an image, even with a link, because it may be a preview", () => {
    const preview = { type: "image_generation.preview", ...link };
    expect(readArkMessage(preview)).toEqual([{ type: "unknown", name: "image_generation.preview" }]);
  });

  it.each([
    ["error", { code: "no", message: "in words" }],
    ["error", "in words"],
    ["", { type: "error", message: "in words" }],
    ["message", { error: "in words" }],
  ])("is read as an error by its name, its type or its error field: %j %j", (name, message) => {
    expect(readArkMessage(message, name)).toEqual([{ type: "error", error: message }]);
  });

  it("with an error beside images, links or usage is not read as that error", () => {
    for (const made of [{ images: [link] }, { image_url: link.url }, { usage: { generated_images: 1 } }]) {
      expect(readArkMessage({ error: { code: "no" }, ...made })).toMatchObject([{ type: "unknown" }]);
    }
  });

  it("of an unknown type keeps its own name, or else its name in the stream", () => {
    expect(readArkMessage({ type: "image_generation.preview" }, "message")).toEqual([
      { type: "unknown", name: "image_generation.preview" },
    ]);
    expect(readArkMessage({ hello: 1 }, "message")).toEqual([{ type: "unknown", name: "message" }]);
    expect(readArkMessage({ hello: 1 })).toEqual([{ type: "unknown", name: "" }]);
    expect(readArkMessage({ type: { toString: 1, valueOf: 1 } }, "message")).toEqual([
      { type: "unknown", name: "message" },
    ]);
  });
});

describe("arkRefusedAs()", () => {
  it.each([
    { error: { code: "no" } },
    { error: "no" },
    { error: {}, data: null },
    { error: { code: "no" }, data: [] },
    { type: "error", error: { code: "no" } },
    { code: -2001, message: "no", data: null },
    { code: -2001, message: "no", data: {} },
    { code: -2001, message: "no", data: [] },
    { detail: "no" },
    { error_msg: "no" },
    { errors: [{ message: "no" }] },
    { ResponseMetadata: { Error: { Code: "InvalidParameter", Message: "no" } } },
  ])("finds the refusal in %j", (body) => {
    expect(arkRefusedAs(body)).toBe(200);
  });

  it.each([
    {},
    { data: [link] },
    { error: { code: "no" }, data: [link] },
    { error: { code: "no" }, usage: { generated_images: 1 } },
    { error: { code: "no" }, images: [link] },
    { error: { code: "no" }, ...link },
    { error: { code: "no" }, b64_json: "AAAA" },
    { error: { code: "no" }, image: "AAAA" },
    { error: { code: "no" }, result: "AAAA" },
    { error: { code: "no" }, seen: ["http://files.test/1.png"] },
    { error: { code: "no" }, seen: [" https://files.test/1.png"] },
    { type: "image_generation.partial_failed", error: { code: "no" } },
    { error: { code: "no" }, task_id: "task_1" },
    { message: "no", data: link },
    { error: null },
    { error: "" },
    [{ error: { code: "no" } }],
    "error",
    null,
    undefined,
  ])("finds none in %j", (body) => {
    expect(arkRefusedAs(body)).toBeUndefined();
  });
});

const loose = fc.record(
  {
    type: fc.oneof(fc.constantFrom("image_generation.partial_succeeded", "image_generation.completed"), fc.jsonValue()),
    data: fc.oneof(fc.array(fc.oneof(fc.jsonValue(), fc.constant(link))), fc.jsonValue()),
    error: fc.jsonValue(),
    usage: fc.jsonValue(),
    url: fc.jsonValue(),
    b64_json: fc.jsonValue(),
    size: fc.jsonValue(),
    created: fc.jsonValue(),
    output_format: fc.jsonValue(),
    image_index: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

it("reads at least one event from any JSON", () => {
  fc.assert(
    fc.property(fc.oneof(loose, fc.jsonValue()), (message) => {
      expect(readArkMessage(message).length).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});

it("drops no image of any response", () => {
  fc.assert(
    fc.property(loose, fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (message, urls) => {
      const events = readArkMessage({ ...message, data: urls.map((url) => ({ url })) });
      expect(events.filter(({ type }) => type === "image")).toMatchObject(urls.map((url) => ({ url })));
    }),
    { numRuns: 1000 },
  );
});
