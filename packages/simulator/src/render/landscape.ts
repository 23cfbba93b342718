import { randomFrom } from "../hash.ts";
import type { Picture } from "../picture.ts";

const RIDGES = 6;

interface Palette {
  /** Hue of the upper sky, in degrees; everything else leans on it. */
  readonly sky: number;
  readonly horizon: number;
  /** Lightness of the upper sky, in per cent: night to morning. */
  readonly light: number;
}

/** An SVG document: hills in haze under a sun, in the colours of the picture's theme. */
export function landscape({ width, height, theme, index }: Picture): string {
  const palette = paletteOf(theme, index);
  const random = randomFrom(`${theme}${index}`);
  const ridges = Array.from({ length: RIDGES }, (_, depth) => ridge(width, height, depth, palette, random));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs>${gradients(palette)}</defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>
${sun(width, height, palette, random)}
${ridges.join("\n")}
<rect y="${height * 0.45}" width="${width}" height="${height * 0.55}" fill="url(#shade)"/>
</svg>`;
}

function paletteOf(theme: string, index: number): Palette {
  const random = randomFrom(theme);
  const sky = 190 + random() * 130 + index * 9;
  const warm = random() < 0.7;
  // Between a warm horizon and the sky the hills go through red and violet, the colours of dusk, not through green.
  return { sky: warm ? sky - 360 : sky, horizon: warm ? 14 + random() * 34 : sky + 40, light: 24 + random() * 34 };
}

function gradients({ sky, horizon, light }: Palette): string {
  return `<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="${hsl(sky, 52, light)}"/>
<stop offset="0.34" stop-color="${hsl(sky + 14, 46, light + 20)}"/>
<stop offset="0.62" stop-color="${hsl(horizon, 82, 78)}"/>
</linearGradient>
<radialGradient id="glow">
<stop offset="0" stop-color="#fffaf0" stop-opacity="0.75"/>
<stop offset="0.35" stop-color="${hsl(horizon, 95, 82)}" stop-opacity="0.3"/>
<stop offset="1" stop-color="${hsl(horizon, 95, 80)}" stop-opacity="0"/>
</radialGradient>
<linearGradient id="shade" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="#05060c" stop-opacity="0"/>
<stop offset="1" stop-color="#05060c" stop-opacity="0.62"/>
</linearGradient>`;
}

function sun(width: number, height: number, { horizon }: Palette, random: () => number): string {
  const x = width * (0.22 + random() * 0.56);
  const y = height * (0.24 + random() * 0.2);
  const radius = Math.min(width, height) * (0.055 + random() * 0.035);
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius * 6)}" fill="url(#glow)"/>
<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" fill="${hsl(horizon + 14, 100, 94)}"/>`;
}

/** One line of hills; `depth` 0 is the farthest, and the palest. */
function ridge(width: number, height: number, depth: number, palette: Palette, random: () => number): string {
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
  const fill = hsl(
    palette.horizon + (palette.sky - palette.horizon) * (0.3 + near * 0.65),
    44 - near * 12,
    66 - near * 56,
  );
  return `<path d="M${line.join("L")}L${width} ${height}L0 ${height}Z" fill="${fill}"/>`;
}

function hsl(hue: number, saturation: number, lightness: number): string {
  return `hsl(${round(((hue % 360) + 360) % 360)},${round(saturation)}%,${round(lightness)}%)`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
