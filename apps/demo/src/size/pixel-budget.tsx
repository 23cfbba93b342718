import { useWords } from "../words/words.ts";

interface PixelBudgetProps {
  readonly area: number;
  readonly range: readonly [least: number, most: number];
  readonly isBroken: boolean;
}

/** Where a number of pixels lies in what a model takes. */
export function PixelBudget({ area, range: [least, most], isBroken }: PixelBudgetProps) {
  const words = useWords().size;
  // The square root is the side of a square of as many pixels: small areas stay in sight.
  const place = (pixels: number) => 100 * Math.min(1, Math.sqrt(pixels / (most * 1.2)));
  return (
    <div className={isBroken ? "budget broken" : "budget"}>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect className="whole" width="100" height="6" />
        <rect className="taken" x={place(least)} width={place(most) - place(least)} height="6" />
        <rect className="mark" x={Math.min(99, place(area))} width="1" height="6" />
      </svg>
      <p className="note">
        <span>{words.budget}</span>
        <span>{words.range(least, most)}</span>
      </p>
    </div>
  );
}
