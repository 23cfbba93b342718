import type { CSSProperties } from "react";

/** Distances of the gallery, in pixels. */
export const GAP = { pictures: 8, runs: 24 } as const;

/** Heights of a line of pictures. */
export interface Rows {
  /** The height that lines come close to. */
  readonly ideal: number;
  readonly most: number;
}

/** A run in its band. */
export interface Column<Run> {
  readonly run: Run;
  /** Width of its pictures in one line of the ideal height. */
  readonly fit: number;
}

const LEAST_RUN = 260;
const EMPTY_RUN = 400;
const LEAST_COLUMN = 240;

/** Narrower galleries put runs one below the other. */
const SIDE_BY_SIDE = 700;

/** Share of the gallery's width that a band may lack for a run that joins it. */
const SHRINK = 0.15;

/**
 * Puts runs, newest first, into bands, newest first. The oldest are placed first, so that a new run changes only the
 * top band.
 */
export function bandsOf<Run>(
  runs: readonly Run[],
  shapesOf: (run: Run) => readonly number[],
  width: number,
  { ideal }: Rows,
): Column<Run>[][] {
  const bands: { readonly columns: Column<Run>[]; room: number }[] = [];
  for (const run of runs.toReversed()) {
    const shapes = shapesOf(run);
    const fit = shapes.length > 0 ? sum(shapes) * ideal + GAP.pictures * (shapes.length - 1) : EMPTY_RUN;
    const wanted = Math.max(LEAST_RUN, fit) + GAP.runs;
    const [top] = bands;
    const least = LEAST_COLUMN * ((top?.columns.length ?? 0) + 1) + GAP.runs * (top?.columns.length ?? 0);
    if (top && top.room + width * SHRINK >= wanted && least <= width) {
      top.columns.unshift({ run, fit });
      top.room -= wanted;
    } else bands.unshift({ columns: [{ run, fit }], room: width + GAP.runs - wanted });
  }
  return bands.map(({ columns }) => columns);
}

/** Returns columns in proportion to their pictures, and the greatest height that pictures of all columns can share. */
export function bandStyle(columns: readonly Column<unknown>[], width: number, { ideal, most }: Rows): CSSProperties {
  const free = width - GAP.runs * (columns.length - 1);
  const isAlone = columns.length === 1 || width < SIDE_BY_SIDE;
  const height = isAlone ? most : Math.min(most, (ideal * free) / sum(columns.map(({ fit }) => fit)));
  const shares = columns.map(({ fit }) => `minmax(${LEAST_COLUMN}px, ${Math.round(fit)}fr)`);
  return { "--columns": shares.join(" "), "--row-most": `${height}px` };
}

/**
 * Breaks pictures into lines of one height each, with heights as close to the ideal as possible. No line has a single
 * picture if another break avoids it. Returns the number of pictures in each line.
 */
export function linesOf(shapes: readonly number[], width: number, { ideal }: Rows): number[] {
  const best: { readonly cost: number; readonly from: number }[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= shapes.length; to++) {
    for (let from = to - 1; from >= 0; from--) {
      const cost = (best[from]?.cost ?? 0) + Math.log(heightOf(shapes.slice(from, to), width) / ideal) ** 2;
      if (cost < (best[to]?.cost ?? Number.POSITIVE_INFINITY)) best[to] = { cost, from };
    }
  }
  const lines: number[] = [];
  for (let to = shapes.length; to > 0; ) {
    const from = best[to]?.from ?? 0;
    lines.unshift(to - from);
    to = from;
  }
  return lines;
}

/** Returns the height of pictures that fill a line. */
export function heightOf(shapes: readonly number[], width: number): number {
  return (width - GAP.pictures * (shapes.length - 1)) / sum(shapes);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
