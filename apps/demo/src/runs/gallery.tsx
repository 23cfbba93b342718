import { memo } from "react";
import { SearchField } from "../page/top-bar.tsx";
import { Welcome } from "../page/welcome.tsx";
import { Button } from "../ui/buttons.tsx";
import { Segmented } from "../ui/fields.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { bandStyle, bandsOf } from "./layout.ts";
import { Run } from "./run.tsx";
import { type Group, groupsOf, imagesOf, isOver, keyOf, lookOf, shapesOf } from "./run-state.ts";
import { useSpace } from "./use-space.ts";

const texts = words.runs;

/** The runs under way and the kept ones, newest first, in bands by day. */
export const Gallery = memo(function Gallery() {
  const { runs, search, hasMore, isEmpty, isMissing, only, show, setShow, showAll, loadMore } = useStudio().runs;
  const { place, width, rows } = useSpace();
  const failed = runs.filter((run) => ["failed", "part"].includes(lookOf(run, false)));
  const running = runs.filter((run) => !isOver(run));
  const shown = { all: runs, running, failed }[show];
  const labels = {
    all: texts.all,
    running: texts.running({ count: running.length }),
    failed: texts.failedRuns({ count: failed.length }),
  };
  return (
    <section className="gallery" aria-label={words.page.runs}>
      <div ref={place}>
        <SearchField className="on-phone" />
        {isEmpty && !search && !only && <Welcome />}
        {only && (
          <p className="only row" role="status">
            {isMissing ? words.page.notFound : texts.onlyOne}
            <Button className="edged" onClick={showAll}>
              {texts.showAll}
            </Button>
          </p>
        )}
        {runs.length > 0 && (
          <Segmented
            legend={texts.show}
            className="segments show"
            options={["all", "running", "failed"]}
            label={(option) => labels[option]}
            value={show}
            onChange={setShow}
          />
        )}
        {(isEmpty ? search : shown.length === 0 && runs.length > 0) && <p className="note nothing">{texts.nothing}</p>}
        {[...Map.groupBy(groupsOf(shown), dayOf)].map(([day, groups]) => (
          <section key={day}>
            <div className="day row">
              <h2>{day}</h2>
              <span>{tallyOf(groups)}</span>
            </div>
            {bandsOf(groups, shapesOf, width, rows).map((columns) => (
              // Aligns the heads and the pictures of runs that are side by side.
              <div key={columns.at(-1)?.run[0].id} className="band" style={bandStyle(columns, width, rows)}>
                {columns.map(({ run }) => (
                  <Run key={keyOf(run)} group={run} />
                ))}
              </div>
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
});

function tallyOf(groups: readonly Group[]): string {
  const runs = groups.flat();
  return texts.tally({ count: runs.length, made: runs.flatMap(imagesOf).length });
}

/** Names the day on which a group began. */
function dayOf([{ facts }]: Group): string {
  const { day } = words.format;
  const daysAgo = (days: number) => day(new Date().setDate(new Date().getDate() - days));
  const name = day(facts.startedAt);
  if (name === daysAgo(0)) return texts.today;
  return name === daysAgo(1) ? texts.yesterday : name;
}
