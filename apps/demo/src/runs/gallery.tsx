import { useLayoutEffect, useRef, useState } from "react";
import { Welcome, type WelcomeProps } from "../page/welcome.tsx";
import { Button } from "../ui/button.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useWords, type Words } from "../words/words.ts";
import { Band } from "./band.tsx";
import { daysOf, type Group, groupShapes, groupsOf } from "./groups.ts";
import { bandsOf, type Rows } from "./layout.ts";
import { imagesOf, isOver, lookOf } from "./run-state.ts";
import { SearchField } from "./search-field.tsx";
import type { RunsOfStudio } from "./use-runs.ts";

interface GalleryProps extends WelcomeProps {
  readonly runs: RunsOfStudio;
  readonly onOlder: () => void;
}

type Show = "all" | "running" | "failed";

/** The runs under way and the kept ones, newest first, in bands by day. */
export function Gallery({ runs: studio, onOlder, ...welcome }: GalleryProps) {
  const { runs, search, setSearch, hasMore, isLoaded, only, showAll } = studio;
  const words = useWords();
  const { page, runs: texts } = words;
  const [show, setShow] = useState<Show>("all");
  const { place, width, rows } = useSpace();
  const failed = runs.filter((run) => ["failed", "part"].includes(lookOf(run, false)));
  const running = runs.filter((run) => !isOver(run));
  const shown = { all: runs, running, failed }[show];
  const isEmpty = isLoaded && runs.length === 0;
  const filter = (
    <Segmented
      legend={texts.show}
      options={[
        { value: "all", label: texts.all },
        { value: "running", label: texts.running(running.length) },
        { value: "failed", label: texts.failedRuns(failed.length) },
      ]}
      value={show}
      onChange={setShow}
    />
  );

  return (
    <section className="gallery" aria-label={page.runs}>
      <div ref={place}>
        <SearchField className="on-phone" search={search} onChange={setSearch} />
        {isEmpty && search && <p className="note nothing">{texts.nothing}</p>}
        {isEmpty && !search && !only && <Welcome {...welcome} />}
        {only && (
          <p className="only">
            {texts.onlyOne}
            <Button className="edged" onClick={showAll}>
              {texts.showAll}
            </Button>
          </p>
        )}
        {runs.length > 0 && shown.length === 0 && <div className="day">{filter}</div>}
        {[...daysOf(groupsOf(shown))].map(([day, groups], index) => (
          <section key={day}>
            <div className="day">
              <h2>{dayName(groups, words)}</h2>
              <span>{tallyOf(groups, words)}</span>
              {index === 0 && filter}
            </div>
            {bandsOf(groups, groupShapes, width, rows).map((columns) => (
              <Band key={columns.at(-1)?.run.key} columns={columns} width={width} rows={rows} />
            ))}
          </section>
        ))}
        {hasMore && (
          <div className="older">
            <Button className="edged" onClick={onOlder}>
              {texts.older}
            </Button>
          </div>
        )}
      </div>
    </section>
  );
}

function tallyOf(groups: readonly Group[], { runs: texts }: Words): string {
  const runs = groups.flatMap((group) => group.runs);
  return texts.tally(runs.length, runs.flatMap(imagesOf).length);
}

function dayName([group]: readonly Group[], { runs, format }: Words): string {
  const at = new Date(group?.runs[0].facts.startedAt ?? 0);
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  if (at.toDateString() === new Date().toDateString()) return runs.today;
  return at.toDateString() === yesterday.toDateString() ? runs.yesterday : format.day(at.getTime());
}

/** The width that there is for pictures, and the heights that suit it. */
function useSpace() {
  const place = useRef<HTMLDivElement>(null);
  const [space, setSpace] = useState({ width: 800, rows: { ideal: 180, most: 300 } satisfies Rows });
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
