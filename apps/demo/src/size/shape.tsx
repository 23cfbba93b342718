import type { AspectRatio } from "@seedream-clients/core";

/** A proportion, drawn. */
export function Shape({ ratio }: { readonly ratio: AspectRatio }) {
  const [width = 1, height = 1] = ratio.split(":").map(Number);
  const longest = Math.max(width, height);
  return (
    <>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <rect
          x={12 - (10 * width) / longest}
          y={12 - (10 * height) / longest}
          width={(20 * width) / longest}
          height={(20 * height) / longest}
          rx="2"
        />
      </svg>
      {ratio}
    </>
  );
}
