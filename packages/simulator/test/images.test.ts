import { crc32 } from "node:zlib";
import { getResponse } from "msw";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { createSimulator } from "../src/index.ts";
import type { Picture } from "../src/picture.ts";
import { plainPng } from "../src/render/plain-png.ts";
import { render } from "../src/render.ts";
import { generate, MODEL, simulate, THREE, VOLCENGINE, whole } from "./ark.ts";

const simulator = simulate();

async function image(request: object): Promise<{ response: Response; bytes: Buffer }> {
  const { data } = await whole(await generate(request));
  const response = await fetch(data?.[0]?.url ?? "");
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Returns the names of a PNG's chunks. Checks their checksums, which the decoder ignores. */
function chunks(bytes: Uint8Array): string[] {
  const names: string[] = [];
  const file = Buffer.from(bytes);
  for (let at = 8; at < file.length; ) {
    const end = at + 8 + file.readUInt32BE(at);
    names.push(file.toString("latin1", at + 4, at + 8));
    expect(file.readUInt32BE(end)).toBe(crc32(file.subarray(at + 4, end)));
    at = end + 4;
  }
  return names;
}

const picture: Picture = {
  id: "0",
  format: "jpeg",
  width: 640,
  height: 480,
  prompt: "A kite",
  model: "model",
  index: 0,
  total: 1,
  references: 0,
  watermark: true,
  theme: "theme",
};

describe("an image", () => {
  it.each([
    [{ size: "2560x1440" }, 2560, 1440, "jpeg"],
    [{ size: "16384x1024" }, 16384, 1024, "jpeg"],
    [{ size: "1024x16384" }, 1024, 16384, "jpeg"],
    [{ size: "2K", prompt: "9:16" }, 1600, 2848, "jpeg"],
    [{ model: "doubao-seedream-5-0-260128", size: "3K", output_format: "png" }, 3072, 3072, "png"],
    [{ model: "doubao-seedream-3-0-t2i-250415", size: "512x512" }, 512, 512, "jpeg"],
  ])("for %j is a file of %ix%i", async (request, width, height, format) => {
    const { response, bytes } = await image(request);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe(`image/${format}`);
    expect(response.headers.get("content-length")).toBe(String(bytes.length));
    expect(await sharp(bytes).metadata()).toMatchObject({ width, height, format, channels: 3 });
    expect((await sharp(bytes).stats()).isOpaque).toBe(true);
  });

  it("may be as large as 4096x4096", async () => {
    const { bytes } = await render({ ...picture, width: 4096, height: 4096 });
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 4096, height: 4096 });
  });

  it("has text, and a sky that differs from the ground", async () => {
    const { bytes } = await image({ size: "2048x2048" });
    const mean = async (top: number) => {
      const strip = sharp(bytes).extract({ left: 900, top, width: 200, height: 60 });
      return (
        (
          await sharp(await strip.toBuffer())
            .greyscale()
            .stats()
        ).channels[0]?.mean ?? 0
      );
    };
    expect(Math.abs((await mean(60)) - (await mean(1960)))).toBeGreaterThan(30);
    const foot = await sharp(bytes).extract({ left: 100, top: 1800, width: 900, height: 150 }).toBuffer();
    expect((await sharp(foot).greyscale().stats()).channels[0]?.max).toBeGreaterThan(200);
  });

  it.each([
    "<b>&amp; markup</b> & 5 < 6",
    "lone \ud800 half, \u0000 null,\n\n a line",
    "",
    "一只在雪地里奔跑的狐狸🦊".repeat(60),
    "a".repeat(5000),
  ])("survives the prompt %#", async (prompt) => {
    expect((await sharp((await render({ ...picture, prompt })).bytes).metadata()).width).toBe(640);
  });

  it("survives a size of one pixel", async () => {
    expect(await sharp((await render({ ...picture, width: 1, height: 1 })).bytes).metadata()).toMatchObject({
      width: 1,
    });
  });

  it("has the same bytes only for the same seed and request", async () => {
    const first = await image({ prompt: "A" });
    simulator.reset();
    expect((await image({ prompt: "A" })).bytes.equals(first.bytes)).toBe(true);
    expect((await image({ prompt: "B" })).bytes.equals(first.bytes)).toBe(false);
    const { bytes } = await render({ ...picture, theme: "another" });
    expect(Buffer.from(bytes).equals(Buffer.from((await render(picture)).bytes))).toBe(false);
  });

  it("differs from the other images of its group", async () => {
    const { data } = await whole(await generate(THREE));
    const files = await Promise.all(
      (data ?? []).map(async ({ url = "" }) => Buffer.from(await (await fetch(url)).arrayBuffer())),
    );
    expect(new Set(files.map((file) => file.toString("base64"))).size).toBe(3);
  });

  it("is the same for many simultaneous readers", async () => {
    const { data } = await whole(await generate({}));
    const sizes = await Promise.all(
      Array.from({ length: 8 }, async () => (await (await fetch(data?.[0]?.url ?? "")).arrayBuffer()).byteLength),
    );
    expect(new Set(sizes).size).toBe(1);
  });
});

describe("a transparent image", () => {
  it("has transparent corners, and a visible centre", async () => {
    const { bytes } = await render({ ...picture, format: "png", transparent: true });
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect([info.channels, data[3]]).toEqual([4, 0]);
    expect(data[(info.width * (info.height / 2) + info.width / 2) * 4 + 3]).toBe(255);
  });

  it("is fully transparent if nothing can be drawn", async () => {
    const { bytes } = await plainPng({ ...picture, transparent: true });
    expect(chunks(bytes)).toEqual(["IHDR", "PLTE", "tRNS", "IDAT", "IEND"]);
    expect((await sharp(bytes).stats()).isOpaque).toBe(false);
  });
});

describe("a link", () => {
  it.each(["0123456789abcdef.jpeg", "x.jpeg", ""])("to %j responds with 404 and XML", async (name) => {
    const response = await fetch(`https://images.simulator.test/images/${name}`);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/xml");
    expect(await response.text()).toContain("<Code>NoSuchKey</Code>");
  });

  it("is gone after a reset", async () => {
    const { data } = await whole(await generate({}));
    const url = data?.[0]?.url ?? "";
    expect((await fetch(url)).status).toBe(200);
    simulator.reset();
    expect((await fetch(url)).status).toBe(404);
  });

  it("is valid only with its own format", async () => {
    const { data } = await whole(await generate({}));
    expect((await fetch(data?.[0]?.url?.replace(".jpeg", ".png") ?? "")).status).toBe(404);
  });

  it("begins with the publicURL of the simulator", async () => {
    const { handlers } = createSimulator({ publicURL: "https://cdn.test/sim/" });
    const request = new Request(`${VOLCENGINE}/images/generations`, {
      method: "POST",
      headers: { authorization: "Bearer key" },
      body: JSON.stringify({ model: MODEL, prompt: "A kite" }),
    });
    const { data } = await whole((await getResponse(handlers, request)) ?? Response.error());
    const [{ url = "" } = {}] = data ?? [];
    expect(url).toMatch(/^https:\/\/cdn\.test\/sim\/images\//);
    expect((await getResponse(handlers, new Request(url)))?.status).toBe(200);
  });
});

describe("the plain PNG", () => {
  it.each([
    [1, 1],
    [7, 3],
    [2560, 1440],
    [4096, 4096],
  ])("of %ix%i is a valid file", async (width, height) => {
    const { type, bytes } = await plainPng({ ...picture, width, height });
    expect(type).toBe("image/png");
    expect(await sharp(bytes).metadata()).toMatchObject({ width, height, format: "png" });
    const { channels } = await sharp(bytes, { failOn: "warning" }).toColourspace("srgb").stats();
    expect(channels.every(({ min, max }) => min === max && min >= 64)).toBe(true);
    expect(bytes.length).toBeLessThan(20_000);
    expect(chunks(bytes)).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
  });
});
