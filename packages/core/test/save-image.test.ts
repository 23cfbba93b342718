import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../src/clock.ts";
import { GeneratedImage } from "../src/image.ts";
import { saveImage } from "../src/node/save-image.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedream-"));
});
afterEach(() => rm(folder, { recursive: true }));

function image(inline: string, mediaType = "image/jpeg"): GeneratedImage {
  return new GeneratedImage(
    { inline, mediaType },
    { provider: "fake", clock: systemClock, baseFetch: fetch, download: {} },
  );
}

describe("saving an image", () => {
  it.each([
    ["cat", "cat.png"],
    ["cat.jpg", "cat.png"],
    ["cat.PNG", "cat.png"],
    ["new/folder/cat.v2", "new/folder/cat.v2.png"],
  ])("as %s writes %s: the extension is that of the content", async (asked, written) => {
    const saved = await saveImage(image(png.toString("base64")), join(folder, asked));
    expect(saved).toEqual({ path: join(folder, written), bytes: png.length, mediaType: "image/png" });
    expect(await readFile(saved.path)).toEqual(png);
  });

  it("does not take a name from the server's word", async () => {
    const script = Buffer.from("#!/bin/sh").toString("base64");
    const saved = await saveImage(image(script, "image/x/../../../escaped"), join(folder, "cat"));
    expect(saved.path).toBe(join(folder, "cat.bin"));
  });

  it("does not take the place of a file unless told to", async () => {
    const file = join(folder, "cat.png");
    await writeFile(file, "mine");
    await expect(saveImage(image(png.toString("base64")), file)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(file, "utf8")).toBe("mine");
    await saveImage(image(png.toString("base64")), file, { overwrite: true });
    expect(await readFile(file)).toEqual(png);
  });

  it("leaves nothing behind when it fails", async () => {
    await expect(saveImage(image("%%%"), join(folder, "cat"))).rejects.toThrow();
    await writeFile(join(folder, "taken.png"), "");
    await expect(saveImage(image(png.toString("base64")), join(folder, "taken"))).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["taken.png"]);
  });
});
