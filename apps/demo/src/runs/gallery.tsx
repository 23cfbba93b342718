import { useState } from "react";
import { Welcome } from "../page/welcome.tsx";
import { Button } from "../ui/button.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useStudio } from "../use-studio.ts";
import { useWords, type Words } from "../words/words.ts";
import { daysOf, type Group, groupShapes, groupsOf } from "./groups.ts";
import { bandHeight, bandsOf, type Column, columnsOf, type Rows } from "./layout.ts";
import { Run } from "./run.tsx";
import { imagesOf, isOver, lookOf } from "./run-state.ts";
import { SearchField } from "./search-field.tsx";
import { useSpace } from "./use-space.ts";

type Show = "all" | "running" | "failed";

/** The runs under way and the kept ones, newest first, in bands by day. */
export function Gallery() {
  const { runs: studio, loadMore } = useStudio();
  const { runs, search, hasMore, isLoaded, only, showAll } = studio;
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
        { value: "running", label: texts.running({ count: running.length }) },
        { value: "failed", label: texts.failedRuns({ count: failed.length }) },
      ]}
      value={show}
      onChange={setShow}
    />
  );

  return (
    <section className="gallery" aria-label={page.runs}>
      <div ref={place}>
        <SearchField className="on-phone" />
        {isEmpty && search && <p className="note nothing">{texts.nothing}</p>}
        {isEmpty && !search && !only && <Welcome />}
        {only && (
          <p className="only row">
            {texts.onlyOne}
            <Button className="edged" onClick={showAll}>
              {texts.showAll}
            </Button>
          </p>
        )}
        {runs.length > 0 && shown.length === 0 && (
          <>
            <div className="day row">{filter}</div>
            <p className="note nothing">{texts.nothing}</p>
          </>
        )}
        {[...daysOf(groupsOf(shown))].map(([day, groups], index) => (
          <section key={day}>
            <div className="day row">
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
            <Button className="edged" onClick={loadMore}>
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
  return texts.tally({ count: runs.length, made: runs.flatMap(imagesOf).length });
}

function dayName([group]: readonly Group[], { runs, format }: Words): string {
  const at = new Date(group?.runs[0].facts.startedAt ?? 0);
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  if (at.toDateString() === new Date().toDateString()) return runs.today;
  return at.toDateString() === yesterday.toDateString() ? runs.yesterday : format.day(at.getTime());
}

interface BandProps {
  readonly columns: readonly Column<Group>[];
  readonly width: number;
  readonly rows: Rows;
}

/** Narrower galleries put runs one below the other. */
const SIDE_BY_SIDE = 700;

/** Runs side by side: their heads and their pictures on common lines. */
function Band({ columns, width, rows }: BandProps) {
  const most = width < SIDE_BY_SIDE ? rows.most : bandHeight(columns, width, rows);
  return (
    <div className="band" style={{ "--columns": columnsOf(columns), "--row-most": `${most}px` }}>
      {columns.map(({ run }) => (
        <Run key={run.key} group={run} />
      ))}
    </div>
  );
}
