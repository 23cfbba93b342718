import { describe, expect, it } from "vitest";
import type { ImageRequest } from "../src/contract.ts";
import type { ModelCatalogue, ModelSpec } from "../src/models.ts";
import { prepare } from "../src/prepare.ts";
import { catalogue } from "./fake-provider.ts";

const [free] = catalogue.models;
if (!free) throw new Error("The catalogue has a model");

const wordy: ModelSpec = { ...free, size: { ...free.size, keywords: ["adaptive", "auto"] } };
const one = (model: ModelSpec): ModelCatalogue => ({ ...catalogue, models: [model] });

async function prepared(asked: Partial<ImageRequest>, models = catalogue, { region = "here", streaming = false } = {}) {
  const request = await prepare({ prompt: "a kite", ...asked }, models, region, streaming);
  const notes = request.findings.map(({ feature, rule, value, allowed }) => [feature, rule, value, allowed]);
  return { ...request, notes };
}

describe("a request in one form", () => {
  it("has no watermark, one image and no references unless asked", async () => {
    expect(await prepared({})).toMatchObject({ watermark: false, count: 1, references: [], stream: false, notes: [] });
    expect(await prepared({ watermark: true })).toMatchObject({ watermark: true });
  });

  it("has its one reference in a list", async () => {
    expect((await prepared({ images: "https://files.test/a.png" })).references).toEqual(["https://files.test/a.png"]);
  });

  it.each(["", " \n", undefined, 7])("without a prompt is noted: %j", async (prompt) => {
    expect((await prepared({ prompt } as object)).notes).toEqual([["prompt", "empty", undefined, undefined]]);
  });
});

describe("a model", () => {
  it("goes by its id in the region of the client, or by that of all regions", async () => {
    expect((await prepared({})).model).toBe("wire-9");
    expect((await prepared({}, one({ ...free, ids: { "*": ["any-9"] } }))).model).toBe("any-9");
  });

  it("goes as it is if it was asked for by an id, or is not known", async () => {
    expect((await prepared({ model: "wire-9" })).model).toBe("wire-9");
    expect(await prepared({ model: "tomorrow" })).toMatchObject({ model: "tomorrow", spec: undefined, notes: [] });
  });

  it("that the region does not offer is noted, with the regions that do", async () => {
    expect(await prepared({}, catalogue, { region: "elsewhere" })).toMatchObject({
      model: "seedream-9",
      notes: [["model", "region", "elsewhere", ["here"]]],
    });
  });
});

describe("a word for a size", () => {
  it("needs a reference to go by", async () => {
    for (const size of ["adaptive", "auto"] as const) {
      expect((await prepared({ size }, one(wordy))).notes).toEqual([["size", "needs-reference", size, undefined]]);
      expect((await prepared({ size, images: "https://files.test/a.png" }, one(wordy))).notes).toEqual([]);
    }
  });

  it("is not what other sizes are", async () => {
    expect((await prepared({ size: "2K" }, one(wordy))).notes).toEqual([]);
  });
});

describe("a stream", () => {
  it("is asked for by its reader, and underneath for a group of a model that is known", async () => {
    expect((await prepared({}, catalogue, { streaming: true })).stream).toBe(true);
    expect((await prepared({ count: 2 })).stream).toBe(true);
    expect((await prepared({ count: 2, model: "tomorrow" })).stream).toBe(false);
    expect((await prepared({ model: "tomorrow" }, catalogue, { streaming: true })).stream).toBe(true);
  });

  it("of a model that has none is noted if its reader asked for it", async () => {
    const still = one({ ...free, stream: false });
    expect(await prepared({ count: 2 }, still)).toMatchObject({ stream: false, notes: [] });
    expect(await prepared({}, still, { streaming: true })).toMatchObject({
      stream: false,
      notes: [["stream", "no-stream", undefined, undefined]],
    });
  });
});
