import { type Ref, useLayoutEffect, useRef, useState } from "react";
import { Welcome, type WelcomeProps } from "../page/welcome.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useWords } from "../words/words.ts";
import { Band } from "./band.tsx";
import { daysOf, type Group, groupShapes, groupsOf } from "./groups.ts";
import { bandsOf, type Rows } from "./layout.ts";
import { imagesOf, isOver, lookOf } from "./run-state.ts";
import { SearchField } from "./search-field.tsx";
import type { RunsOfStudio } from "./use-runs.ts";

interface GalleryProps extends WelcomeProps {
  readonly ref: Ref<HTMLElement>;
  readonly runs: RunsOfStudio;
  readonly onOlder: () => void;
}

type Show = "all" | "running" | "failed";

/** The runs under way and the kept ones, newest first, in bands by day. */
export function Gallery({ ref, runs: studio, onOlder, ...welcome }: GalleryProps) {
  const { runs, search, setSearch, hasMore, isLoaded, only, showAll } = studio;
  const words = useWords();
  const [show, setShow] = useState<Show>("all");
  const { place, width, rows } = useSpace();
  const failed = runs.filter((run) => ["failed", "part"].includes(lookOf(run, false)));
  const running = runs.filter((run) => !isOver(run));
  const shown = { all: runs, running, failed }[show];
  const days = daysOf(groupsOf(shown));

  return (
    <section className="gallery" aria-label={words.page.runs} ref={ref}>
      <div ref={place}>
        <SearchField className="on-phone" search={search} onChange={setSearch} />
        {isLoaded && runs.length === 0 && search && <p className="note nothing">{words.runs.nothing}</p>}
        {isLoaded && runs.length === 0 && !search && !only && <Welcome {...welcome} />}
        {only && (
          <p className="only">
            {words.runs.onlyOne}
            <button type="button" className="button edged" onClick={showAll}>
              {words.runs.showAll}
            </button>
          </p>
        )}
        {(runs.length > 0 && shown.length === 0 ? [{ day: "", groups: [] }] : days).map(({ day, groups }, index) => (
          <section key={day}>
            <div className="day">
              {day && <h2>{dayName(groups, words)}</h2>}
              {day && <span>{words.runs.tally(countRuns(groups), countImages(groups))}</span>}
              {index === 0 && (
                <Segmented
                  legend={words.runs.show}
                  options={[
                    { value: "all", label: words.runs.all },
                    { value: "running", label: words.runs.running(running.length) },
                    { value: "failed", label: words.runs.failedRuns(failed.length) },
                  ]}
                  value={show}
                  onChange={setShow}
                />
              )}
            </div>
            {bandsOf(groups, groupShapes, width, rows).map((columns) => (
              <Band key={columns.at(-1)?.run.key} columns={columns} width={width} rows={rows} />
            ))}
          </section>
        ))}
        {hasMore && (
          <div className="older">
            <button type="button" className="button edged" onClick={onOlder}>
              {words.runs.older}
            </button>
          </div>
        )}
      </div>
    </section>
  );
}

function countRuns(groups: readonly Group[]): number {
  return groups.flatMap(({ runs }) => runs).length;
}

function countImages(groups: readonly Group[]): number {
  return groups.flatMap(({ runs }) => runs.flatMap(imagesOf)).length;
}

function dayName(groups: readonly Group[], { runs, format }: ReturnType<typeof useWords>): string {
  const at = groups[0]?.runs[0].facts.startedAt ?? 0;
  const day = new Date(at).toDateString();
  if (day === new Date().toDateString()) return runs.today;
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  return day === yesterday.toDateString() ? runs.yesterday : format.day(at);
}

/** The width that there is for pictures, and the heights that suit it. */
function useSpace() {
  const place = useRef<HTMLDivElement>(null);
  const [space, setSpace] = useState<{ readonly width: number; readonly rows: Rows }>({
    width: 800,
    rows: { ideal: 180, most: 300 },
  });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => {
      // A gallery that is not shown keeps what it had.
      if (element.clientWidth === 0) return;
      const style = getComputedStyle(element);
      const read = (name: string) => Number.parseFloat(style.getPropertyValue(name));
      setSpace({ width: element.clientWidth, rows: { ideal: read("--row"), most: read("--row-most") } });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, ...space };
}
