// Not by the name of createRequire, because webpack would bundle what a call of it resolves: every font.
import module from "node:module";
import sharp from "sharp";
import type { Lettering, TextStyle } from "./captions.ts";
import { createGlyphCheck, type Raster } from "./glyphs.ts";

/** A rendered piece of text. */
export interface TextBlock {
  readonly pixels: Buffer;
  readonly width: number;
  readonly height: number;
}

const FONTS = {
  bold: { font: "DejaVu Sans Bold", fontfile: fontFile("DejaVuSans-Bold") },
  regular: { font: "DejaVu Sans", fontfile: fontFile("DejaVuSans") },
} as const;

/** Font size for checks, in pixels, large enough to tell the frame of a box from a letter. */
const CHECKED_SIZE = 32;

/** Sets texts with sharp. Characters that our font lacks come from the machine's fonts, if it has any. */
export const lettering: Lettering<TextBlock> = { set: renderText, hasGlyphs: createGlyphCheck(renderCharacter) };

/** Renders white text, wrapped to a width. */
async function renderText(text: string, style: TextStyle): Promise<TextBlock> {
  const { font, fontfile } = FONTS[style.weight];
  const markup = `<span foreground="white" alpha="${Math.round(style.opacity * 100)}%">${escapeMarkup(text)}</span>`;
  const { data, info } = await sharp({
    text: {
      text: markup,
      font: `${font} ${Math.max(1, Math.round(style.size))}`,
      ...(fontfile && { fontfile }),
      width: Math.max(1, Math.round(style.width)),
      // One point is one pixel.
      dpi: 72,
      rgba: true,
      wrap: "word-char",
    },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { pixels: data, width: info.width, height: info.height };
}

async function renderCharacter(character: string): Promise<Raster | undefined> {
  const { font, fontfile } = FONTS.bold;
  const text = { text: character, font: `${font} ${CHECKED_SIZE}`, ...(fontfile && { fontfile }), dpi: 72 };
  try {
    const { data, info } = await sharp({ text }).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
    return { pixels: data, width: info.width, height: info.height };
  } catch {
    // sharp refuses a text without ink, such as a blank of Braille.
    return undefined;
  }
}

/** Finds a font in its package, because a machine may have no fonts. Without the package, sharp uses the machine's. */
function fontFile(name: string): string | undefined {
  try {
    return module.createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);
  } catch {
    return undefined;
  }
}

function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\uFFFE\uFFFF]+/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}
