import type { ImageRequest } from "@seedream-clients/core";
import { expect, it } from "vitest";
import { isVisibleOnWire, type Validator } from "../src/wire-visibility.ts";

/** A client whose wire has no count and no inline references, and drops keywords. */
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

it.each<[Partial<ImageRequest>, boolean]>([
  [{ seed: -2 }, true],
  [{ size: "7K" }, true],
  [{ images: ["https://example.com/1.png"] }, true],
  [{ seed: -2, images: ["https://example.com/1.png"] }, true],
  [{ size: "adaptive" }, false],
  [{ size: "adaptive", images: ["https://example.com/1.png"] }, false],
  [{ count: 2 }, false],
  [{ images: ["data:image/png;base64,AAAA"] }, false],
])("tells whether the wire shows %j", async (tested, visible) => {
  expect(await isVisibleOnWire(client, { prompt: "A lighthouse" }, tested)).toBe(visible);
});
