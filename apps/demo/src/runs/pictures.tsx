import { type CSSProperties, type KeyboardEvent, useState } from "react";
import { useIsLost } from "../connection.ts";
import { ErrorNotice } from "../errors/error-notice.tsx";
import { GAP, linesOf, sum } from "./layout.ts";
import { PlaceView } from "./place.tsx";
import { failedWhole, type Place, placesOf, type RunState, shapesOf } from "./run-state.ts";
import { useSpace } from "./use-space.ts";

/** The images of a run in their places, in lines that are full. */
export function Pictures({ run }: { readonly run: RunState }) {
  const { place: pictures, width, rows } = useSpace();
  const [current, setCurrent] = useState(0);
  const shapes = shapesOf(run);
  const lines = linesOf(shapes, width, rows);
  const starts = lines.map((_, line) => sum(lines.slice(0, line)));
  const places = placesOf(run, useIsLost());
  const stop = tabStop(places, current);
  const error = failedWhole(run) ? run.error : undefined;

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the pictures in it are buttons; it moves between them.
    <div ref={pictures} className="pictures" onKeyDown={(event) => setCurrent(moveFocus(event) ?? current)}>
      {error && (
        <div className="whole" role="alert" style={lines.length === 1 ? lineStyle(shapes) : {}}>
          <ErrorNotice error={error} client={run.facts.client} />
        </div>
      )}
      {lines.map((count, line) => {
        const start = starts[line] ?? 0;
        const own = shapes.slice(start, start + count);
        return (
          <ul key={start} className={error ? "line kept" : "line"} style={lineStyle(own)} aria-hidden={error && true}>
            {own.map((shape, offset) => {
              const place = places[start + offset];
              if (error) return <li key={place?.index} className="place" style={{ "--shape": shape }} />;
              return place && <PlaceView key={place.index} {...{ run, place, shape }} isStop={place.index === stop} />;
            })}
          </ul>
        );
      })}
    </div>
  );
}

/** What a line takes its greatest width from. */
function lineStyle(shapes: readonly number[]): CSSProperties {
  return { "--sum": sum(shapes), "--gaps": `${GAP.pictures * (shapes.length - 1)}px` };
}

/** One picture of a run is a Tab stop: the one that was last in focus, or the first. */
function tabStop(places: readonly Place[], current: number): number | undefined {
  const images = places.filter(({ kind }) => kind === "image").map(({ index }) => index);
  return images.includes(current) ? current : images[0];
}

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Moves between the pictures with the arrow keys; returns the index of the one that gets the focus. */
function moveFocus(event: KeyboardEvent<HTMLElement>): number | undefined {
  const { key, target, currentTarget } = event;
  const step = steps[key];
  if (!step || !(target instanceof HTMLElement) || target.dataset.index === undefined) return undefined;
  const stops = [...currentTarget.querySelectorAll<HTMLElement>("[data-index]")];
  const next = stops[stops.indexOf(target) + step];
  if (!next) return undefined;
  event.preventDefault();
  next.focus();
  return Number(next.dataset.index);
}
