import sharp, { type OverlayOptions } from "sharp";
import type { ImageFile, Picture } from "../picture.ts";
import { landscape } from "./landscape.ts";
import { renderText, type TextBlock } from "./text.ts";

const LONGEST_PROMPT = 240;

/** Draws a picture with sharp: a landscape, and on it what was asked for. The same picture gives the same bytes. */
export async function drawPicture(picture: Picture): Promise<ImageFile> {
  const drawn = sharp(Buffer.from(landscape(picture))).composite([...cutOut(picture), ...(await captions(picture))]);
  const canvas = picture.transparent ? drawn : drawn.removeAlpha();
  const file =
    picture.format === "png"
      ? canvas.png({ compressionLevel: 3 })
      : canvas.jpeg({ quality: 80, chromaSubsampling: "4:2:0" });
  return { type: `image/${picture.format}`, bytes: new Uint8Array(await file.toBuffer()) };
}

/** Takes the corners off a transparent picture, so that its alpha channel shows and its words stay whole. */
function cutOut({ width, height, transparent }: Picture): OverlayOptions[] {
  if (!transparent) return [];
  const radius = Math.min(width, height) * 0.12;
  const kept = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${radius}"/></svg>`;
  return [{ input: Buffer.from(kept), blend: "dest-in" }];
}

/** Bottom up, so that the prompt stands on the lines below it however many lines it takes itself. */
async function captions(picture: Picture): Promise<OverlayOptions[]> {
  const { width, height } = picture;
  const unit = Math.min(width, height, Math.max(width, height) / 1.2);
  const margin = Math.round(unit * 0.06);
  const room = width - 2 * margin;
  const small = unit * 0.0215;
  const text = (content: string, weight: "bold" | "regular", size: number, opacity: number, limit = room) =>
    renderText(content, { weight, size, opacity, width: Math.min(room, limit) });

  const facts = factsOf(picture);
  const [note, line, prompt, counter, mark] = await Promise.all([
    text("simulated \u2014 no money was spent", "regular", small, 0.7, picture.watermark ? room * 0.7 : room),
    text(facts, "regular", Math.min(unit * 0.026, room / (facts.length * 0.62)), 0.9),
    text(shorten(picture.prompt), "bold", unit * promptScale(picture.prompt), 1, unit * 1.25),
    text(`${picture.index + 1} of ${picture.total}`, "bold", unit * 0.032, 1),
    picture.watermark ? text("AI generated", "bold", small, 0.85, room * 0.28) : undefined,
  ]);

  const noteTop = height - margin - note.height;
  const lineTop = noteTop - Math.round(unit * 0.02) - line.height;
  const promptTop = lineTop - Math.round(unit * 0.035) - prompt.height;
  const blocks = [
    { block: prompt, left: margin, top: promptTop },
    { block: line, left: margin, top: lineTop },
    { block: note, left: margin, top: noteTop },
    ...(mark ? [{ block: mark, left: width - margin - mark.width, top: height - margin - mark.height }] : []),
  ];
  // An extremely flat picture may have no room for every line: what does not fit is left out.
  const fitting = blocks.filter(
    ({ block, left, top }) => left >= 0 && top >= 0 && left + block.width <= width && top + block.height <= height,
  );
  return [...pill(counter, margin, unit, promptTop), ...fitting.map(({ block, left, top }) => at(block, left, top))];
}

function factsOf({ model, width, height, format, references }: Picture): string {
  const inputs = references === 0 ? [] : [`${references} reference${references === 1 ? "" : "s"}`];
  return [model, `${width}x${height}`, format, ...inputs].join("  \u00b7  ");
}

function shorten(prompt: string): string {
  const characters = [...prompt.trim()];
  return characters.length > LONGEST_PROMPT
    ? `${characters.slice(0, LONGEST_PROMPT).join("").trim()}\u2026`
    : prompt.trim() || "(no prompt)";
}

/** Long prompts are set smaller; a Chinese character takes the room of two letters. */
function promptScale(prompt: string): number {
  const letters = [...prompt].reduce((sum, character) => sum + (character > "\u2e80" ? 2 : 1), 0);
  return letters <= 40 ? 0.068 : letters <= 110 ? 0.052 : 0.04;
}

/** The counter on a dark ground, in the upper left corner, where there is room above `limit`. */
function pill(counter: TextBlock, margin: number, unit: number, limit: number): OverlayOptions[] {
  const padding = Math.round(unit * 0.02);
  const width = counter.width + padding * 3;
  const height = counter.height + padding * 2;
  if (margin + height > limit) return [];
  const ground = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${height / 2}" fill="#05060c" fill-opacity="0.45"/></svg>`;
  return [
    { input: Buffer.from(ground), left: margin, top: margin },
    at(counter, margin + Math.round(padding * 1.5), margin + padding),
  ];
}

function at({ pixels, width, height }: TextBlock, left: number, top: number): OverlayOptions {
  return { input: pixels, raw: { width, height, channels: 4 }, left: Math.round(left), top: Math.round(top) };
}
