import { createRequire } from "node:module";
import sharp from "sharp";
import type { TextStyle } from "./captions.ts";

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

/** Text in white, wrapped to a width. Characters that the font lacks come from the machine's fonts, if it has any. */
export async function renderText(text: string, style: TextStyle): Promise<TextBlock> {
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

/** A machine may have no fonts at all, so they come with a package; without it the machine's own serve. */
function fontFile(name: string): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);
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
