import type { ImageFile, Picture } from "./picture.ts";
import { drawOnCanvas } from "./render/canvas-picture.ts";
import { plainPng } from "./render/plain-png.ts";

type Renderer = (picture: Picture) => Promise<ImageFile>;

let renderer: Promise<Renderer> | undefined;

/** Draws a picture: with sharp, on a canvas in a browser, or else as a PNG of one colour and the right size. */
export async function render(picture: Picture): Promise<ImageFile> {
  renderer ??= loadRenderer();
  return (await renderer)(picture);
}

async function loadRenderer(): Promise<Renderer> {
  try {
    // Bundlers for browsers put an empty module in its place ("browser" in package.json).
    const { drawPicture }: { drawPicture?: Renderer } = await import("./render/picture.ts");
    if (drawPicture) return drawPicture;
  } catch {
    // This machine has no sharp.
  }
  return "OffscreenCanvas" in globalThis ? drawOnCanvas : plainPng;
}
