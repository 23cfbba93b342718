import { lookup } from "node:dns/promises";
import { link, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FetchedImage } from "../../src/images/generated-image.ts";
import { saveImage } from "../../src/node/save-image.ts";
import { systemClock } from "../../src/transport/clock.ts";

vi.mock("node:fs/promises", { spy: true });
vi.mock("node:dns/promises", () => ({
  lookup: vi.fn(async (hostname: string) => [{ address: hostname === "inside.test" ? "10.0.0.1" : "93.184.215.14" }]),
}));

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70]);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "seedream-"));
});
afterEach(() => rm(folder, { recursive: true }));

function linked(url: string): FetchedImage {
  const fetch = async () => new Response(jpeg);
  return new FetchedImage(
    { url, mediaType: "image/jpeg" },
    { provider: "fake", clock: systemClock, fetch, download: {} },
  );
}

function image(inline: string, mediaType = "image/jpeg"): FetchedImage {
  return new FetchedImage({ inline, mediaType }, { provider: "fake", clock: systemClock, fetch, download: {} });
}

describe("saveImage()", () => {
  it.each([
    ["cat", "cat.png"],
    ["cat.jpg", "cat.png"],
    ["cat.PNG", "cat.png"],
    ["cat.tif", "cat.png"],
    ["cat.tiff", "cat.png"],
    ["cat.heic", "cat.png"],
    ["cat.pngs", "cat.pngs.png"],
    ["new/folder/cat.v2", "new/folder/cat.v2.png"],
  ])("as %s writes %s, with the extension of the content", async (asked, written) => {
    const saved = await saveImage(image(png.toString("base64")), join(folder, asked));
    expect(saved).toEqual({ path: join(folder, written), bytes: png.length, mediaType: "image/png" });
    expect(await readFile(saved.path)).toEqual(png);
  });

  it.each([
    ["cat", "cat.jpg"],
    ["cat.png", "cat.jpg"],
    ["cat.jpeg", "cat.jpeg"],
    ["cat.JPG", "cat.JPG"],
    ["cat.jpegs", "cat.jpegs.jpg"],
  ])("as %s writes %s, because a JPEG has two extensions", async (asked, written) => {
    const saved = await saveImage(image(jpeg.toString("base64")), join(folder, asked));
    expect(saved).toEqual({ path: join(folder, written), bytes: jpeg.length, mediaType: "image/jpeg" });
  });

  it.each([
    ["image/heif", "cat.heif"],
    ["image/jpeg", "cat.jpg"],
    ["image/svg+xml", "cat.bin"],
    ["image/x/../../../escaped", "cat.bin"],
    ["image/x/../../escaped.png", "cat.bin"],
    ["image/png/../../escaped", "cat.bin"],
  ])(
    "of unknown content and the type %s writes %s, because the server must not choose the name",
    async (type, written) => {
      const script = Buffer.from("#!/bin/sh").toString("base64");
      const inner = join(folder, "far", "within");
      const saved = await saveImage(image(script, type), join(inner, "cat"));
      expect(saved).toMatchObject({ path: join(inner, written), mediaType: type });
      expect(await readdir(inner)).toEqual([written]);
    },
  );

  it("writes the whole file under another name before it appears under its own", async () => {
    const { path } = await saveImage(image(png.toString("base64")), join(folder, "cat"));
    const write = vi.mocked(writeFile).mock.lastCall;
    expect(write).toEqual([expect.stringMatching(/\.part$/), expect.any(Uint8Array), { flag: "wx", flush: true }]);
    expect(vi.mocked(link)).toHaveBeenLastCalledWith(write?.[0], path);
  });

  it("looks up the host of a link, and refuses one with a private address", async () => {
    expect(await saveImage(linked("https://files.test/1"), join(folder, "cat"))).toMatchObject({ bytes: jpeg.length });
    expect(vi.mocked(lookup)).toHaveBeenLastCalledWith("files.test", { all: true });
    await expect(saveImage(linked("https://inside.test/1"), join(folder, "dog"))).rejects.toThrow(
      "inside.test (10.0.0.1)",
    );
    expect(await readdir(folder)).toEqual(["cat.jpg"]);
  });

  it("looks up the host when lookup is undefined", async () => {
    const saved = saveImage(linked("https://inside.test/1"), join(folder, "dog"), { lookup: undefined });
    await expect(saved).rejects.toThrow("inside.test (10.0.0.1)");
  });

  it("ends with the signal of the caller, and writes nothing", async () => {
    const saved = saveImage(linked("https://files.test/1"), join(folder, "cat"), { signal: AbortSignal.abort() });
    await expect(saved).rejects.toMatchObject({ name: "AbortedError" });
    expect(await readdir(folder)).toEqual([]);
  });

  it("uses the look-up of the caller", async () => {
    const inside = async () => [{ address: "10.0.0.2" }];
    await expect(
      saveImage(linked("https://files.test/1"), join(folder, "cat"), { lookup: inside }),
    ).rejects.toMatchObject({ name: "DownloadError", message: expect.stringContaining("10.0.0.2") });
  });

  it("replaces a file only with overwrite", async () => {
    const file = join(folder, "cat.png");
    await writeFile(file, "mine");
    await expect(saveImage(image(png.toString("base64")), file)).rejects.toMatchObject({ code: "EEXIST" });
    expect(await readFile(file, "utf8")).toBe("mine");
    await saveImage(image(png.toString("base64")), file, { overwrite: true });
    expect(await readFile(file)).toEqual(png);
  });

  it("leaves no partial file when it fails", async () => {
    await expect(saveImage(image("%%%"), join(folder, "cat"))).rejects.toThrow();
    await writeFile(join(folder, "taken.png"), "");
    await expect(saveImage(image(png.toString("base64")), join(folder, "taken"))).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["taken.png"]);
  });
});
