import { describe, expect, it, vi } from "vitest";
import { FetchedImage } from "../../src/images/generated-image.ts";
import { saveImage } from "../../src/node/save-image.ts";
import { systemClock } from "../../src/transport/clock.ts";

vi.mock("node:path", async (original) => {
  const { win32 } = await original<typeof import("node:path")>();
  return { ...win32, default: win32 };
});

/** An image that cannot be downloaded. Its failure shows that the path was accepted. */
function unreadable() {
  const image = new FetchedImage(
    { inline: "", mediaType: "image/png" },
    { provider: "fake", clock: systemClock, fetch, download: {}, redact: (outside) => outside },
  );
  return Object.assign(image, { bytes: () => Promise.reject(new Error("downloaded")) });
}

describe("saveImage() on Windows", () => {
  it.each(["", ".", "..", "out\\", "out/", "C:", "C:\\", "C:.", "out\\.", "out\\..", "out/.."])(
    "refuses a path without a file name before the download: %j",
    async (file) => {
      await expect(saveImage(unreadable(), file)).rejects.toThrow("has no file name");
    },
  );

  it.each(["cat", "out\\cat", "C:cat", "C:\\out\\cat.png", "out\\..cat", "out\\...", "out\\.cat", "out.\\cat"])(
    "accepts a path with a file name: %j",
    async (file) => {
      await expect(saveImage(unreadable(), file)).rejects.toThrow("downloaded");
    },
  );
});
