import sharp, { type OverlayOptions } from "sharp";
import type { ImageFile, Picture } from "../picture.ts";
import { layOutCaptions } from "./captions.ts";
import { landscape } from "./landscape.ts";
import { toSvg } from "./svg.ts";
import { lettering, type TextBlock } from "./text.ts";

/** Draws a picture with sharp: a landscape with captions. The same picture gives the same bytes. */
export async function drawPicture(picture: Picture): Promise<ImageFile> {
  const drawn = sharp(Buffer.from(toSvg(picture, landscape(picture)))).composite([
    ...cutOut(picture),
    ...(await captions(picture)),
  ]);
  const canvas = picture.transparent ? drawn : drawn.removeAlpha();
  const file =
    picture.format === "png"
      ? canvas.png({ compressionLevel: 3 })
      : canvas.jpeg({ quality: 80, chromaSubsampling: "4:2:0" });
  return { type: `image/${picture.format}`, bytes: new Uint8Array(await file.toBuffer()) };
}

/** Cuts the corners off a transparent picture, so that its alpha channel is visible and its text stays whole. */
function cutOut({ width, height, transparent }: Picture): OverlayOptions[] {
  if (!transparent) return [];
  const radius = Math.min(width, height) * 0.12;
  const kept = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${radius}"/></svg>`;
  return [{ input: Buffer.from(kept), blend: "dest-in" }];
}

/** Draws the captions, and the background of the counter below them. */
async function captions(picture: Picture): Promise<OverlayOptions[]> {
  const { pill, texts } = await layOutCaptions(picture, lettering);
  const words = texts.map(({ block, left, top }) => at(block, left, top));
  if (!pill) return words;
  const { left, top, width, height } = pill;
  const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${height / 2}" fill="#05060c" fill-opacity="0.45"/></svg>`;
  return [{ input: Buffer.from(ground), left, top }, ...words];
}

function at({ pixels, width, height }: TextBlock, left: number, top: number): OverlayOptions {
  return { input: pixels, raw: { width, height, channels: 4 }, left: Math.round(left), top: Math.round(top) };
}
