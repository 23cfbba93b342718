import type { TextStyle } from "./captions.ts";
import { createGlyphCheck, type Raster } from "./glyphs.ts";

/** Distance between two lines, as a multiple of the size. */
const LINE = 1.17;

/** A text in lines. */
export interface CanvasText {
  readonly lines: readonly string[];
  readonly style: TextStyle;
  readonly width: number;
  readonly height: number;
}

type Brush = OffscreenCanvasRenderingContext2D;

/** Breaks a text into lines: between words and Chinese characters, and within a word that is longer than a line. */
export function setText(brush: Brush, text: string, style: TextStyle): CanvasText {
  brush.font = fontOf(style);
  const widthOf = (line: string) => brush.measureText(line).width;
  const lines: string[] = [];
  let line = "";
  for (const piece of piecesOf(text, (piece) => widthOf(piece) <= style.width)) {
    if (line && widthOf(line + piece.trimEnd()) > style.width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  lines.push(line.trimEnd());
  const width = Math.ceil(Math.max(...lines.map(widthOf)));
  return { lines, style, width, height: Math.ceil(lines.length * style.size * LINE) };
}

export function drawText(brush: Brush, { lines, style }: CanvasText, left: number, top: number): void {
  brush.font = fontOf(style);
  brush.fillStyle = `rgb(255 255 255 / ${style.opacity})`;
  brush.textBaseline = "middle";
  for (const [index, line] of lines.entries()) brush.fillText(line, left, top + (index + 0.5) * style.size * LINE);
}

/** Font for checks, large enough to tell the frame of a box from a letter. */
const CHECKED_FONT = fontOf({ weight: "bold", size: 32 });

/** Whether the browser has glyphs for a text. */
export const hasGlyphs = createGlyphCheck(drawCharacter);

function drawCharacter(character: string): Raster | undefined {
  const ruler = new OffscreenCanvas(1, 1).getContext("2d");
  if (!ruler) return undefined;
  ruler.font = CHECKED_FONT;
  const ink = ruler.measureText(character);
  const width = Math.ceil(ink.actualBoundingBoxLeft + ink.actualBoundingBoxRight);
  const height = Math.ceil(ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent);
  if (!(width > 0 && height > 0)) return undefined;
  const brush = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!brush) return undefined;
  brush.font = CHECKED_FONT;
  brush.fillText(character, ink.actualBoundingBoxLeft, ink.actualBoundingBoxAscent);
  const { data } = brush.getImageData(0, 0, width, height);
  return { pixels: data.filter((_, index) => index % 4 === 3), width, height };
}

/** Splits a text into pieces between which a line may end. */
function piecesOf(text: string, fits: (piece: string) => boolean): readonly string[] {
  const words = text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? [];
  return words.flatMap((word) => (fits(word.trimEnd()) ? [word] : [...word]));
}

function fontOf({ weight, size }: Pick<TextStyle, "weight" | "size">): string {
  return `${weight === "bold" ? "bold " : ""}${size}px "DejaVu Sans", Verdana, sans-serif`;
}
