/** Sides of an image. */
export type Sides = readonly [width: number, height: number];

/** Sides of a size in pixels; `undefined` for any other size. */
export function pixelsOf(size: string): Sides | undefined {
  const sides = /^(\d{1,6})x(\d{1,6})$/.exec(size);
  return sides ? [Number(sides[1]), Number(sides[2])] : undefined;
}
