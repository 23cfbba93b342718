import type { ImageRequest } from "@seedream-clients/core";
import { expect, it } from "vitest";
import { isVisibleOnWire, type Validator } from "../src/wire-visibility.ts";

/** A client with no count and no inline references on its wire, which drops keywords. */
const client: Validator = {
  async validate({ prompt, images = [], count = 1, size, seed }: ImageRequest) {
    const isInline = [images].flat().some((image) => typeof image === "string" && image.startsWith("data:"));
    const cannotSend = [...(count > 1 ? ["count"] : []), ...(isInline ? ["images"] : [])];
    return {
      issues: cannotSend.map((field) => ({ path: [field], message: "", code: "cannot-send" as const })),
      body: { prompt, images, seed, ...(size !== "adaptive" && { size }) },
    };
  },
};

const link = "https://example.com/1.png";

it.each<[Partial<ImageRequest>, string, boolean]>([
  [{ seed: -2 }, "seed", true],
  [{ size: "7K" }, "size", true],
  [{ images: [link] }, "images", true],
  [{ prompt: " " }, "prompt", true],
  [{ seed: -2, images: [link] }, "seed", true],
  [{ size: "adaptive" }, "size", false],
  [{ size: "adaptive", images: [link] }, "size", false],
  [{ count: 0 }, "count", false],
  [{ count: 2 }, "count", false],
  [{ images: ["data:image/png;base64,AAAA"] }, "images", false],
])("tells whether the wire of %j shows %s", async (request, field, visible) => {
  expect(await isVisibleOnWire(client, { prompt: "A lighthouse", ...request }, field)).toBe(visible);
});
