import type { TextStyle } from "./captions.ts";

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

/** Pieces between which a line may end. */
function piecesOf(text: string, fits: (piece: string) => boolean): readonly string[] {
  const words = text.match(/[\u2e80-\uffff]|[^\s\u2e80-\uffff]+\s*|\s+/g) ?? [];
  return words.flatMap((word) => (fits(word.trimEnd()) ? [word] : [...word]));
}

function fontOf({ weight, size }: TextStyle): string {
  return `${weight === "bold" ? "bold " : ""}${size}px "DejaVu Sans", Verdana, sans-serif`;
}
