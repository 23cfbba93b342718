import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Picture } from "../src/picture.ts";

const picture: Picture = {
  id: "0",
  format: "jpeg",
  width: 1024,
  height: 768,
  prompt: "WWWWWWWW",
  model: "model",
  index: 0,
  total: 1,
  references: 0,
  watermark: false,
  theme: "theme",
};

afterEach(() => {
  vi.doUnmock("sharp");
  vi.resetModules();
});

describe("a machine", () => {
  it("without sharp gets a plain PNG of the right size, and says so", async () => {
    vi.doMock("sharp", () => {
      throw new Error("Could not load the sharp module");
    });
    vi.resetModules();
    const { render } = await import("../src/render.ts");
    const { type, bytes } = await render(picture);
    expect(type).toBe("image/png");
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1024, height: 768, format: "png" });
  });

  it("without fonts gets the text all the same", async () => {
    const folder = await mkdtemp(join(tmpdir(), "simulator-"));
    const config = join(folder, "fonts.conf");
    await writeFile(config, `<?xml version="1.0"?><fontconfig></fontconfig>`);
    const script = `
      const { drawPicture } = await import(${JSON.stringify(new URL("../src/render/picture.ts", import.meta.url).href)});
      process.stdout.write(Buffer.from((await drawPicture(${JSON.stringify(picture)})).bytes).toString("base64"));`;
    const options = { env: { ...process.env, FONTCONFIG_FILE: config }, maxBuffer: 1e8 };
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--input-type=module", "--eval", script],
      options,
    ).finally(() => rm(folder, { recursive: true }));
    const text = await sharp(Buffer.from(stdout, "base64"))
      .extract({ left: 46, top: 620, width: 350, height: 60 })
      .toBuffer();
    const [grey] = (await sharp(text).greyscale().stats()).channels;
    // White letters on a dark ground; boxes for missing glyphs would leave much less white.
    expect(grey?.max).toBeGreaterThan(240);
    expect(grey?.mean).toBeGreaterThan(60);
  });
});
