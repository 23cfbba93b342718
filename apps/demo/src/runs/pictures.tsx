import type { CSSProperties, KeyboardEvent } from "react";
import { ErrorNotice } from "../errors/error-notice.tsx";
import { pressShortcut } from "../ui/shortcut.ts";
import { useStudio } from "../use-studio.ts";
import { GAP, linesOf, sum } from "./layout.ts";
import { PlaceView } from "./place.tsx";
import { failedWhole, imagesOf, placesOf, type RunState } from "./run-state.ts";
import { useSpace } from "./use-space.ts";

/** The images of a run in their places, in lines that fill the width. Only the first image is a Tab stop. */
export function Pictures({ run }: { readonly run: RunState }) {
  const { place: pictures, width, rows } = useSpace();
  const places = placesOf(run, useStudio().isLost);
  const shapes = places.map(({ shape }) => shape);
  const lines = linesOf(shapes, width, rows);
  const stop = imagesOf(run)[0]?.index;
  const error = failedWhole(run) ? run.error : undefined;
  // Screen readers need not announce a failure of an earlier visit.
  const role = run.isFresh ? "alert" : "group";

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its pictures are buttons; the keys move between them.
    <div ref={pictures} className="pictures" onKeyDown={press}>
      {error && (
        <div className="whole" role={role} style={lines.length === 1 ? lineStyle(shapes) : {}}>
          <ErrorNotice error={error} client={run.facts.client} />
        </div>
      )}
      {lines.map((count, line) => {
        const start = sum(lines.slice(0, line));
        const own = places.slice(start, start + count);
        return (
          <ul key={start} className={error ? "line kept" : "line"} style={lineStyle(own.map(({ shape }) => shape))}>
            {own.map((place) => (
              <li key={place.index} className="place" style={{ "--shape": place.shape }}>
                <PlaceView run={run} isStop={place.index === stop} {...place} />
              </li>
            ))}
          </ul>
        );
      })}
    </div>
  );
}

/** Returns the variables that limit the width of a line. */
function lineStyle(shapes: readonly number[]): CSSProperties {
  return { "--sum": sum(shapes), "--gaps": `${GAP.pictures * (shapes.length - 1)}px` };
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Moves between the pictures with the arrow keys. The shortcuts of a picture press its buttons. */
function press(event: KeyboardEvent<HTMLElement>): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !target.matches(".open")) return;
  pressShortcut(event, target.closest("li"));
  const pictures = [...currentTarget.querySelectorAll<HTMLElement>(".open")];
  const step = steps[key];
  const next = step && pictures[pictures.indexOf(target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
