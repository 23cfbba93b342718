import type { Picture } from "../picture.ts";
import type { GlyphCheck } from "./glyphs.ts";
import { legiblePrompt } from "./legible-prompt.ts";

const LONGEST_PROMPT = 240;

/** Style of a white text that is wrapped to a width. Sizes are in pixels. */
export interface TextStyle {
  readonly weight: "bold" | "regular";
  readonly size: number;
  readonly width: number;
  readonly opacity: number;
}

interface Sized {
  readonly width: number;
  readonly height: number;
}

interface Place {
  readonly left: number;
  readonly top: number;
}

/** Sets texts with the available fonts. */
export interface Lettering<Block> {
  /** Sets a text. */
  set(text: string, style: TextStyle): Block | Promise<Block>;
  readonly hasGlyphs: GlyphCheck;
}

/** The words of a picture and their places. */
export interface Captions<Block> {
  /** Dark background of the counter, if there is room for it. */
  readonly pill: (Place & Sized) | undefined;
  readonly texts: readonly (Place & { readonly block: Block })[];
}

/**
 * Lays out the captions of a picture. It works from the bottom up, because the prompt has any number of lines and must
 * end above the other captions.
 */
export async function layOutCaptions<Block extends Sized>(
  picture: Picture,
  { set, hasGlyphs }: Lettering<Block>,
): Promise<Captions<Block>> {
  const { width, height } = picture;
  const unit = Math.min(width, height, Math.max(width, height) / 1.2);
  const margin = Math.round(unit * 0.06);
  const room = width - 2 * margin;
  const small = unit * 0.0215;
  const text = (content: string, weight: TextStyle["weight"], size: number, opacity: number, limit = room) =>
    set(content, { weight, size, opacity, width: Math.min(room, limit) });

  const facts = factsOf(picture);
  const words = await legiblePrompt(shorten(picture.prompt), hasGlyphs);
  const [note, line, prompt, counter, mark] = await Promise.all([
    text("simulated \u2014 no money was spent", "regular", small, 0.7, picture.watermark ? room * 0.7 : room),
    text(facts, "regular", Math.min(unit * 0.026, room / (facts.length * 0.62)), 0.9),
    text(words, "bold", unit * promptScale(words), 1, unit * 1.25),
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
  // An extremely flat picture may lack room for all texts, so those that do not fit are left out.
  const texts = blocks.filter(
    ({ block, left, top }) => left >= 0 && top >= 0 && left + block.width <= width && top + block.height <= height,
  );
  const padding = Math.round(unit * 0.02);
  const pill = {
    left: margin,
    top: margin,
    width: counter.width + padding * 3,
    height: counter.height + padding * 2,
  };
  if (margin + pill.height > promptTop) return { pill: undefined, texts };
  const inside = { block: counter, left: margin + Math.round(padding * 1.5), top: margin + padding };
  return { pill, texts: [inside, ...texts] };
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

/** Returns the font size of a prompt. Long prompts are smaller; a Chinese character counts as two letters. */
function promptScale(prompt: string): number {
  const letters = [...prompt].reduce((sum, character) => sum + (character > "\u2e80" ? 2 : 1), 0);
  return letters <= 40 ? 0.068 : letters <= 110 ? 0.052 : 0.04;
}
