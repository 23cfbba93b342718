import { randomFrom } from "../hash.ts";
import type { Picture } from "../picture.ts";

const RIDGES = 6;

interface Palette {
  /** Hue of the upper sky, in degrees. Other hues derive from it. */
  readonly sky: number;
  readonly horizon: number;
  /** Lightness of the upper sky, in per cent: night to morning. */
  readonly light: number;
}

/** Hue in degrees, saturation and lightness in per cent. */
export type Colour = readonly [hue: number, saturation: number, lightness: number];

/** Colours from the top of a rectangle to its bottom, or from the centre of a circle outwards. */
export interface Gradient {
  readonly stops: readonly { readonly at: number; readonly colour: Colour; readonly opacity?: number }[];
}

/** A part of a drawing. */
export type Shape =
  | {
      readonly kind: "rectangle";
      readonly top: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Gradient;
    }
  | {
      readonly kind: "circle";
      readonly x: number;
      readonly y: number;
      readonly radius: number;
      readonly fill: Colour | Gradient;
    }
  /** `path` has the syntax of SVG paths. */
  | { readonly kind: "path"; readonly path: string; readonly fill: Colour };

/** Returns hills in haze under a sun, in the colours of the picture's theme, from the back to the front. */
export function landscape({ width, height, theme, index }: Picture): readonly Shape[] {
  const palette = paletteOf(theme, index);
  const random = randomFrom(`${theme}${index}`);
  const ridges = Array.from({ length: RIDGES }, (_, depth) => ridge(width, height, depth, palette, random));
  return [
    { kind: "rectangle", top: 0, width, height, fill: skyOf(palette) },
    ...sun(width, height, palette, random),
    ...ridges,
    { kind: "rectangle", top: height * 0.45, width, height: height * 0.55, fill: shade },
  ];
}

function paletteOf(theme: string, index: number): Palette {
  const random = randomFrom(theme);
  const sky = 190 + random() * 130 + index * 9;
  const warm = random() < 0.7;
  // Minus 360 degrees, so that hills between a warm horizon and the sky have the red and violet of dusk, not green.
  return { sky: warm ? sky - 360 : sky, horizon: warm ? 14 + random() * 34 : sky + 40, light: 24 + random() * 34 };
}

function skyOf({ sky, horizon, light }: Palette): Gradient {
  const stops = [
    { at: 0, colour: [sky, 52, light] },
    { at: 0.34, colour: [sky + 14, 46, light + 20] },
    { at: 0.62, colour: [horizon, 82, 78] },
  ] as const;
  return { stops };
}

function glowOf({ horizon }: Palette): Gradient {
  const stops = [
    { at: 0, colour: [40, 100, 97], opacity: 0.75 },
    { at: 0.35, colour: [horizon, 95, 82], opacity: 0.3 },
    { at: 1, colour: [horizon, 95, 80], opacity: 0 },
  ] as const;
  return { stops };
}

/** Darkens the picture under the captions. */
const shade: Gradient = {
  stops: [
    { at: 0, colour: [231, 41, 3], opacity: 0 },
    { at: 1, colour: [231, 41, 3], opacity: 0.62 },
  ],
};

function sun(width: number, height: number, palette: Palette, random: () => number): readonly Shape[] {
  const x = round(width * (0.22 + random() * 0.56));
  const y = round(height * (0.24 + random() * 0.2));
  const radius = round(Math.min(width, height) * (0.055 + random() * 0.035));
  return [
    { kind: "circle", x, y, radius: radius * 6, fill: glowOf(palette) },
    { kind: "circle", x, y, radius, fill: [palette.horizon + 14, 100, 94] },
  ];
}

/** One line of hills; `depth` 0 is the farthest, and the palest. */
function ridge(width: number, height: number, depth: number, palette: Palette, random: () => number): Shape {
  const near = depth / (RIDGES - 1);
  const base = height * (0.5 + near * 0.34);
  const swing = Math.min(width, height) * (0.05 + near * 0.03);
  const waves = [1.1, 2.3, 4.9, 11].map((frequency, octave) => ({
    turns: (frequency * (0.8 + random() * 0.5) * width) / Math.min(width, height),
    phase: random() * Math.PI * 2,
    weight: 0.62 ** octave,
  }));
  const steps = Math.min(480, Math.max(120, Math.round((width / height) * 120)));
  const line = Array.from({ length: steps + 1 }, (_, step) => {
    const at = step / steps;
    const lift = waves.reduce(
      (sum, { turns, phase, weight }) => sum + weight * Math.sin(phase + at * turns * Math.PI),
      0,
    );
    return `${round(at * width)} ${round(base - lift * swing)}`;
  });
  const hue = palette.horizon + (palette.sky - palette.horizon) * (0.3 + near * 0.65);
  const path = `M${line.join("L")}L${width} ${height}L0 ${height}Z`;
  return { kind: "path", path, fill: [hue, 44 - near * 12, 66 - near * 56] };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
