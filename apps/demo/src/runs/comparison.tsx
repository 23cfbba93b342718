import { Button } from "../ui/button.tsx";
import { useWords } from "../words/words.ts";
import { Elapsed } from "./elapsed.tsx";
import { Cost, State } from "./facts.tsx";
import type { Rows } from "./layout.ts";
import { Pictures } from "./pictures.tsx";
import { imagesOf, isOver, lookOf, type RunState, warningsOf } from "./run-state.ts";
import { useActions } from "./studio-actions.ts";

/** Width of the head of a provider beside its pictures. */
const ROW_HEAD = 132;
const GAP = 16;

interface ComparisonProps {
  readonly runs: readonly [RunState, ...RunState[]];
  readonly width: number;
  readonly rows: Rows;
}

/** Runs of one request: a column for each provider, or a row where there are more images. */
export function Comparison({ runs, width, rows }: ComparisonProps) {
  const areRows = runs[0].facts.request.count > 1 && width >= 700;
  const wide = areRows ? width - ROW_HEAD - GAP : width / (width < 700 ? 2 : runs.length) - GAP;
  const fastest = fastestOf(runs);
  return (
    <div className={areRows ? "against in-rows" : "against"} style={{ "--providers": runs.length }}>
      {runs.map((run) => (
        <Compared key={run.id} run={run} width={wide} rows={rows} isFastest={run === fastest} />
      ))}
    </div>
  );
}

interface ComparedProps extends Omit<ComparisonProps, "runs"> {
  readonly run: RunState;
  readonly isFastest: boolean;
}

/** A run in its comparison, whose head says what all its runs share. */
function Compared({ run, width, rows, isFastest }: ComparedProps) {
  const { provider, size, runs: words, format } = useWords();
  const { cancel } = useActions();
  const title = provider.title(run.facts.client);
  const [image] = imagesOf(run);
  return (
    <section aria-label={title}>
      <div className="compared-head">
        <h4>{title}</h4>
        <Cost run={run} isBrief />
        {!isOver(run) && <Button icon="stop" title={words.cancelOf(title)} onClick={() => cancel(run)} />}
      </div>
      <Pictures run={run} width={width} rows={rows} />
      <p className="facts">
        {lookOf(run, false) !== "done" && <State runs={[run]} />}
        {isFastest && run.took !== undefined ? (
          <span className="fastest">{words.fastest(format.seconds(run.took))}</span>
        ) : (
          <Elapsed run={run} />
        )}
        {image?.width && image.height && <span>{size.sides(image.width, image.height)}</span>}
        {warningsOf(run).map(({ feature, message }) => (
          <span key={feature + message}>{message}</span>
        ))}
      </p>
    </section>
  );
}

/** The first to come with all its images, once all are over. */
function fastestOf(runs: readonly RunState[]): RunState | undefined {
  const done = runs.filter((run) => lookOf(run, false) === "done");
  if (!runs.every(isOver) || done.length < 2) return undefined;
  return done.reduce((best, run) => ((run.took ?? 0) < (best.took ?? 0) ? run : best));
}
