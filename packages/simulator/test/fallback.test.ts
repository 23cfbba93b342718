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

/** Draws prompts on a machine that has no fonts. */
async function drawWithoutFonts(...prompts: readonly string[]): Promise<readonly Buffer[]> {
  const folder = await mkdtemp(join(tmpdir(), "simulator-"));
  const config = join(folder, "fonts.conf");
  await writeFile(config, `<?xml version="1.0"?><fontconfig></fontconfig>`);
  const script = `
    const { drawPicture } = await import(${JSON.stringify(new URL("../src/render/picture.ts", import.meta.url).href)});
    for (const prompt of ${JSON.stringify(prompts)}) {
      const { bytes } = await drawPicture({ ...${JSON.stringify(picture)}, prompt });
      console.log(Buffer.from(bytes).toString("base64"));
    }`;
  const options = { env: { ...process.env, FONTCONFIG_FILE: config }, maxBuffer: 1e8 };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", script],
    options,
  ).finally(() => rm(folder, { recursive: true }));
  return stdout
    .trim()
    .split("\n")
    .map((line) => Buffer.from(line, "base64"));
}

afterEach(() => {
  vi.doUnmock("sharp");
  vi.resetModules();
});

describe("a machine", () => {
  it("without sharp draws a plain PNG of the right size, with its media type", async () => {
    vi.doMock("sharp", () => {
      throw new Error("Could not load the sharp module");
    });
    vi.resetModules();
    const { render } = await import("../src/render.ts");
    const { type, bytes } = await render(picture);
    expect(type).toBe("image/png");
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 1024, height: 768, format: "png" });
  });

  it("without fonts still draws the text", async () => {
    const [drawn] = await drawWithoutFonts(picture.prompt);
    const text = await sharp(drawn).extract({ left: 46, top: 620, width: 350, height: 60 }).toBuffer();
    const [grey] = (await sharp(text).greyscale().stats()).channels;
    // White letters on a dark ground. Boxes for missing glyphs would have much less white.
    expect(grey?.max).toBeGreaterThan(240);
    expect(grey?.mean).toBeGreaterThan(60);
  });

  it("without a font for the prompt draws a note, and no boxes", async () => {
    const [fox, kite, korean, emoji, noCharacter, arabic] = await drawWithoutFonts(
      "雪地里的狐狸",
      "红色的风筝，16:9",
      "황혼의 등대",
      "🦊🚀",
      "\uffff\uffff\uffff黄",
      "منارة عند الغسق",
    );
    // Boxes would differ, because they contain the code of their character.
    for (const other of [kite, korean, emoji, noCharacter]) expect(other?.equals(fox ?? Buffer.of())).toBe(true);
    expect(arabic?.equals(fox ?? Buffer.of())).toBe(false);
  });

  it("without a font for a few characters draws an ellipsis for them", async () => {
    const [fox, rocket, ellipsis, plain] = await drawWithoutFonts(
      "A fox 🦊 in the snow",
      "A fox 🚀🚀 in the snow",
      "A fox … in the snow",
      "A fox in the snow",
    );
    for (const other of [rocket, ellipsis]) expect(other?.equals(fox ?? Buffer.of())).toBe(true);
    expect(plain?.equals(fox ?? Buffer.of())).toBe(false);
  });
});
