import { expect, it } from "vitest";
import { legiblePrompt, NO_FONT } from "../src/render/legible-prompt.ts";

/** Glyph check of fonts that have only Latin letters. */
const onlyLatin = async (text: string) => /^[\p{Script=Latin}\p{ASCII}]*$/u.test(text);

it.each([
  ["A lighthouse at dusk, 16:9", "A lighthouse at dusk, 16:9"],
  ["Un château à l'aube", "Un château à l'aube"],
  ["A fox 🦊 in the snow", "A fox … in the snow"],
  ["A family 👨‍👩‍👧 and 🚀 🚀 rockets", "A family … and … rockets"],
  ["Poster with the title 黄昏", "Poster with the title …"],
  ["黄昏的灯塔", NO_FONT],
  ["黄昏的灯塔 4K", NO_FONT],
  ["हिन्दी", NO_FONT],
  ["🦊 16:9", NO_FONT],
  ["16:9", "16:9"],
  ["", ""],
])("draws %j as %j if the fonts have only Latin letters", async (prompt, expected) => {
  expect(await legiblePrompt(prompt, onlyLatin)).toBe(expected);
});

it("does not change a prompt that the fonts can draw", async () => {
  const prompt = "黄昏的灯塔 🦊 …… منارة";
  expect(await legiblePrompt(prompt, async () => true)).toBe(prompt);
});
