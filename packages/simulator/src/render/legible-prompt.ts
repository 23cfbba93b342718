import type { GlyphCheck } from "./glyphs.ts";

/** Replaces a prompt that would be a row of boxes. */
export const NO_FONT = "(no font for this prompt)";

const clusters = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Returns the prompt with an ellipsis for characters that the fonts lack, or {@link NO_FONT} if they lack most. */
export async function legiblePrompt(prompt: string, hasGlyphs: GlyphCheck): Promise<string> {
  const parts = await Promise.all(
    Array.from(clusters.segment(prompt), async ({ segment }) => ({ segment, legible: await hasGlyphs(segment) })),
  );
  const letters = parts.filter(({ segment, legible }) => legible && /\p{L}/u.test(segment)).length;
  const missing = parts.filter(({ legible }) => !legible).length;
  if (missing === 0) return prompt;
  if (missing > letters) return NO_FONT;
  return parts
    .map(({ segment, legible }) => (legible ? segment : "\u2026"))
    .join("")
    .replace(/\u2026(?:\s*\u2026)+/g, "\u2026");
}
