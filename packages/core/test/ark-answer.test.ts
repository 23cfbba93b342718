import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readArkMessage } from "../src/ark-answer.ts";

const link = { url: "https://files.test/1.png" };
const image = (item: object, more: object = {}) => readArkMessage({ data: [item], ...more })[0];

describe("a whole answer", () => {
  it("is its images in their order, and an end with the usage", () => {
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

  it("keeps the images that an error stands beside", () => {
    expect(readArkMessage({ data: [link], error: { code: "no" } })).toMatchObject([{ type: "image" }, { type: "end" }]);
  });

  it("without an image is its error, or else an end", () => {
    const raw = { data: [], error: { code: "no" } };
    expect(readArkMessage(raw)).toEqual([{ type: "error", error: raw }]);
    expect(readArkMessage({ data: [] })).toMatchObject([{ type: "end" }]);
  });

  it("tells the sides of an image only where they are told", () => {
    for (const size of [undefined, "2K", "", 5, null]) {
      expect(image({ ...link, size })).toMatchObject({ type: "image", width: undefined, height: undefined });
    }
  });

  it("tells when a link ends only where there is a link and a date", () => {
    expect(image({ b64_json: "AAAA" }, { created: 1_790_000_000 })).toMatchObject({ expiresAt: undefined });
    for (const created of ["today", 0, null, { valueOf: 1, toString: 1 }]) {
      expect(image(link, { created })).toMatchObject({ expiresAt: undefined });
    }
  });

  it.each([
    ["png", "png"],
    ["jpeg", "jpeg"],
    ["webp", undefined],
    ["../../etc", undefined],
    [undefined, undefined],
  ])("that names the format %s gives %s: the name of a file comes of it", (output_format, format) => {
    expect(image({ ...link, output_format })).toHaveProperty("format", format);
  });
});

describe("an event", () => {
  it.each(["partial_succeeded", "partial_failed"])("%s is one image at its place", (name) => {
    const event = { type: `image_generation.${name}`, created: 1_790_000_000 };
    expect(readArkMessage({ ...event, ...link, image_index: 2 })).toMatchObject([{ type: "image", index: 2 }]);
    expect(readArkMessage({ ...event, error: {}, image_index: 1 })).toMatchObject([{ type: "failure", index: 1 }]);
    expect(readArkMessage({ ...event, ...link })).toMatchObject([{ type: "image", index: 0 }]);
  });

  it("completed is the end", () => {
    const event = { type: "image_generation.completed", usage: { generated_images: 1 } };
    expect(readArkMessage(event)).toMatchObject([{ type: "end", usage: { images: 1 } }]);
  });

  it("completed with an error is that error, unless images were made", () => {
    const event = { type: "image_generation.completed", error: { code: "no" } };
    expect(readArkMessage(event)).toEqual([{ type: "error", error: event }]);
    expect(readArkMessage({ ...event, usage: { generated_images: 1 } })).toMatchObject([{ type: "end" }]);
  });

  it("that is not known keeps the name that it has: its own type, or else what the stream called it", () => {
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

it("whatever JSON a provider answers, it is read as something", () => {
  const part = fc.record(
    {
      type: fc.oneof(
        fc.constantFrom("image_generation.partial_succeeded", "image_generation.completed"),
        fc.jsonValue(),
      ),
      data: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
      error: fc.jsonValue(),
      usage: fc.jsonValue(),
      url: fc.jsonValue(),
      size: fc.jsonValue(),
      image_index: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(part, fc.jsonValue()), (message) => {
      expect(readArkMessage(message).length).toBeGreaterThan(0);
    }),
  );
});
