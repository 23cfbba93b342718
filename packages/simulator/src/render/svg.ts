import type { Colour, Gradient, Shape } from "./landscape.ts";

/** A drawing as an SVG document. */
export function toSvg({ width, height }: { width: number; height: number }, shapes: readonly Shape[]): string {
  const size = `width="${width}" height="${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height}">
${shapes.map(element).join("\n")}
</svg>`;
}

function element(shape: Shape, index: number): string {
  if (!("stops" in shape.fill)) return `<${tag(shape)} fill="${hsl(shape.fill)}"/>`;
  return `${gradient(`fill-${index}`, shape.kind, shape.fill)}\n<${tag(shape)} fill="url(#fill-${index})"/>`;
}

function tag(shape: Shape): string {
  switch (shape.kind) {
    case "rectangle":
      return `rect y="${shape.top}" width="${shape.width}" height="${shape.height}"`;
    case "circle":
      return `circle cx="${shape.x}" cy="${shape.y}" r="${shape.radius}"`;
    case "path":
      return `path d="${shape.path}"`;
  }
}

function gradient(id: string, kind: Shape["kind"], { stops }: Gradient): string {
  const marks = stops.map(
    ({ at, colour, opacity = 1 }) => `<stop offset="${at}" stop-color="${hsl(colour)}" stop-opacity="${opacity}"/>`,
  );
  return kind === "rectangle"
    ? `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${marks.join("")}</linearGradient>`
    : `<radialGradient id="${id}">${marks.join("")}</radialGradient>`;
}

function hsl([hue, saturation, lightness]: Colour): string {
  return `hsl(${((hue % 360) + 360) % 360},${saturation}%,${lightness}%)`;
}
