import type { ImageFile, Picture } from "../picture.ts";
import { drawText, hasGlyphs, setText } from "./canvas-text.ts";
import { layOutCaptions, type TextStyle } from "./captions.ts";
import { type Colour, type Gradient, landscape, type Shape } from "./landscape.ts";
import { plainPng } from "./plain-png.ts";

type Brush = OffscreenCanvasRenderingContext2D;

/** Draws a picture on a canvas, with the same shapes and captions as sharp. */
export async function drawOnCanvas(picture: Picture): Promise<ImageFile> {
  const { width, height, format, transparent = false } = picture;
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext("2d", { alpha: transparent });
  // Some browsers cannot make a canvas of the largest sizes.
  if (!brush) return plainPng(picture);
  for (const shape of landscape(picture)) fill(brush, shape);
  if (transparent) cutOut(brush, picture);
  const lettering = { set: (text: string, style: TextStyle) => setText(brush, text, style), hasGlyphs };
  const { pill, texts } = await layOutCaptions(picture, lettering);
  if (pill) {
    brush.fillStyle = css([231, 41, 3], 0.45);
    fillRounded(brush, pill.left, pill.top, pill.width, pill.height, pill.height / 2);
  }
  for (const { block, left, top } of texts) drawText(brush, block, left, top);
  const type = `image/${format}` as const;
  const blob = await canvas.convertToBlob({ type, quality: 0.8 });
  return { type, bytes: new Uint8Array(await blob.arrayBuffer()) };
}

function fill(brush: Brush, shape: Shape): void {
  const path = shape.kind === "path" ? new Path2D(shape.path) : new Path2D();
  if (shape.kind === "circle") path.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
  if (shape.kind === "rectangle") path.rect(0, shape.top, shape.width, shape.height);
  brush.fillStyle = fillOf(brush, shape);
  brush.fill(path);
}

function fillOf(brush: Brush, shape: Shape): CanvasGradient | string {
  switch (shape.kind) {
    case "path":
      return css(shape.fill);
    case "circle": {
      const { x, y, radius, fill } = shape;
      return "stops" in fill ? withStops(brush.createRadialGradient(x, y, 0, x, y, radius), fill) : css(fill);
    }
    case "rectangle":
      return withStops(brush.createLinearGradient(0, shape.top, 0, shape.top + shape.height), shape.fill);
  }
}

function withStops(gradient: CanvasGradient, { stops }: Gradient): CanvasGradient {
  for (const { at, colour, opacity } of stops) gradient.addColorStop(at, css(colour, opacity));
  return gradient;
}

/** Cuts the corners off a transparent picture, so that its alpha channel is visible and its text stays whole. */
function cutOut(brush: Brush, { width, height }: Picture): void {
  brush.globalCompositeOperation = "destination-in";
  brush.fillStyle = "black";
  fillRounded(brush, 0, 0, width, height, Math.min(width, height) * 0.12);
  brush.globalCompositeOperation = "source-over";
}

function fillRounded(brush: Brush, left: number, top: number, width: number, height: number, radius: number): void {
  brush.beginPath();
  brush.roundRect(left, top, width, height, radius);
  brush.fill();
}

function css([hue, saturation, lightness]: Colour, opacity = 1): string {
  return `hsl(${hue} ${saturation}% ${lightness}% / ${opacity})`;
}
