import { describe, expect, it } from "vitest";
import { bodyText } from "../src/body-fields.ts";
import { document } from "../src/generated/ark.ts";
import { Refusal } from "../src/mock-response.ts";
import { requestedModel } from "../src/models.ts";
import type { OpenApiDocument } from "../src/openapi-document.ts";
import type { Wire } from "../src/wire.ts";
import { testWire } from "./wire.ts";

const [row] = document["x-seedream-models"].models;
if (!row) throw new Error("the spec of Ark has no models");

/** A provider with an id for editing, and fields inside `input`. */
const provider: OpenApiDocument = {
  ...document,
  "x-seedream-models": {
    default: "one",
    models: [{ ...row, name: "one", status: "active", ids: { "*": ["one-text"] }, editIds: { "*": ["one-edit"] } }],
  },
};
const refusal = new Refusal(200, () => ({ code: 422 }));
const wire = testWire({ model: "model", prompt: "input.prompt", references: "input.image_urls" }, refusal);
const find = (model: string, image_urls?: readonly string[]) =>
  requestedModel({ model, input: { prompt: "A kite", image_urls } }, provider, wire, "*").name;

describe("requestedModel()", () => {
  it("accepts an id for editing with reference images", () => {
    expect(find("one-edit", ["https://example.com/1.png"])).toBe("one");
    expect(find("one-text", ["https://example.com/1.png"])).toBe("one");
    expect(find("one-text")).toBe("one");
  });

  it.each([undefined, []])("refuses an id for editing without reference images: %j", (references) => {
    expect(() => find("one-edit", references)).toThrow(Refusal);
  });

  it("refuses an unknown id in the provider's form", async () => {
    expect(() => find("two")).toThrow(refusal);
    expect(await refusal.respond("").json()).toEqual({ code: 422 });
  });

  it("looks up and refuses the id in the path if the body has no model", () => {
    const { model: _, ...fields } = wire.fields;
    const unknown = (id: string) => Object.assign(new Refusal(404, () => ({})), { message: id });
    const inPath: Wire = { ...wire, fields, noSuchModel: unknown };
    const findInPath = (id: string) => requestedModel({ input: { prompt: "A kite" } }, provider, inPath, "*", id);
    expect(findInPath("one-text").name).toBe("one");
    expect(() => findInPath("two")).toThrow("two");
  });
});

describe("bodyText()", () => {
  it.each([
    [{ input: { prompt: "A kite" } }, "A kite"],
    [{ input: { prompt: 1 } }, undefined],
    [{ input: null }, undefined],
    ["text", undefined],
    [null, undefined],
  ])("reads the text at a dotted path of %j", (body, text) => {
    expect(bodyText(body, "input.prompt")).toBe(text);
  });
});
