import type { CSSProperties } from "react";
import { ErrorNotice } from "../page/error-notice.tsx";
import { useWords } from "../words/words.ts";
import { Picture } from "./picture.tsx";
import { isOver, type RunState, sidesOf } from "./run-state.ts";

/** The images of a run in their places: made, failed, or still to come. */
export function Tiles({ run }: { readonly run: RunState }) {
  const words = useWords().runs;
  const { started, outcomes } = run;
  const places = placesOf(run);
  return (
    <ul className={places.length === 1 ? "tiles single" : "tiles"}>
      {places.map((index) => {
        const outcome = outcomes.get(index);
        const position = index + 1;
        if (!outcome)
          return <li key={index} className="tile pending" style={shapeOf(run)} title={words.beingMade(position)} />;
        if (outcome.type === "image") {
          const alt = words.imageOf(position, started?.request.prompt ?? "");
          return <Picture key={index} image={outcome} alt={alt} />;
        }
        return (
          <li key={index} className="tile failed" style={shapeOf(run)} aria-label={words.imageFailed(position)}>
            <ErrorNotice error={outcome.error} live={started?.provider.live ?? false} />
          </li>
        );
      })}
    </ul>
  );
}

function placesOf(run: RunState): number[] {
  const known = [...run.outcomes.keys()];
  if (isOver(run)) return known.toSorted((a, b) => a - b);
  return Array.from({ length: Math.max(run.expected, ...known.map((index) => index + 1)) }, (_, index) => index);
}

/** The shape that an image will have, for what stands in its place. */
function shapeOf(run: RunState): CSSProperties {
  const size = run.started?.request.size;
  const text = typeof size === "object" ? size.aspectRatio : size;
  const [, ...asked] = /^([\d.]+)[:x]([\d.]+)$/.exec(text ?? "") ?? [];
  const [width, height] = sidesOf(run) ?? asked.map(Number);
  return { aspectRatio: width && height ? width / height : 1 };
}
