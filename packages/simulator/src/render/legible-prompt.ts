import type { GlyphCheck } from "./glyphs.ts";

/** Stands for a prompt that would be a row of boxes. */
export const NO_FONT = "(no font for this prompt)";

const clusters = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Returns the prompt as the fonts can draw it: with an ellipsis for what they lack, or {@link NO_FONT}. */
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
