/** A single character, light on dark, with one byte for each pixel, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: ArrayLike<number>;
}

/** Returns whether the fonts have glyphs for all characters of a text. */
export type GlyphCheck = (text: string) => Promise<boolean>;

/** Share of the height, at each side, that holds the frame of a box and none of the digits in it. */
const FRAME = 0.06;

/** Matches characters that are invisible, or that every font has. */
const NEEDS_NO_CHECK = /[\p{ASCII}\p{Cc}\p{White_Space}\p{Default_Ignorable_Code_Point}]/u;

/** A noncharacter in the Basic Multilingual Plane, and a noncharacter beyond it, which has a wider box. */
const NONCHARACTERS = "\u{fdd0}\u{1fffe}";

/**
 * Creates a check for missing glyphs. No renderer reports them. Each draws a box, and some put the digits of the
 * character in it. A noncharacter never has a glyph, so any character with the frame of its box has no glyph either.
 *
 * @param draw Draws a character, cut to its ink; returns `undefined` if it has no ink.
 */
export function createGlyphCheck(
  draw: (character: string) => Raster | undefined | Promise<Raster | undefined>,
): GlyphCheck {
  const known = new Map<string, Promise<boolean>>();
  let boxes: Promise<readonly (Raster | undefined)[]> | undefined;

  async function hasGlyph(character: string): Promise<boolean> {
    boxes ??= Promise.all([...NONCHARACTERS].map(draw));
    const drawn = await draw(character);
    return !(await boxes).some((box) => drawn && box && hasFrameOf(drawn, box));
  }

  function lookUp(character: string): Promise<boolean> {
    const found = known.get(character) ?? hasGlyph(character);
    known.set(character, found);
    return found;
  }

  return async (text) => {
    const characters = [...text.toWellFormed()].filter((character) => !NEEDS_NO_CHECK.test(character));
    return (await Promise.all(characters.map(lookUp))).every(Boolean);
  };
}

function hasFrameOf(drawn: Raster, box: Raster): boolean {
  const { width, height } = box;
  if (drawn.width !== width || drawn.height !== height) return false;
  const edge = Math.ceil(height * FRAME);
  for (let y = 0; y < height; y++) {
    const crossesFrame = y < edge || y >= height - edge;
    for (let x = 0; x < width; x++) {
      if (!crossesFrame && x >= edge && x < width - edge) continue;
      if (drawn.pixels[y * width + x] !== box.pixels[y * width + x]) return false;
    }
  }
  return true;
}
