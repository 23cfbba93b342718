import { useState } from "react";
import { sizeName } from "../size/size-name.ts";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";
import { Elapsed } from "./elapsed.tsx";
import { Cost, ModeTag, State } from "./facts.tsx";
import { Listings } from "./listings.tsx";
import { Pictures } from "./pictures.tsx";
import type { RunProps } from "./run.tsx";
import { RunHead } from "./run-head.tsx";
import { imagesOf, isOver, lookOf, type RunState, warningsOf } from "./run-state.ts";
import { useActions } from "./studio-actions.ts";

/** Width of the head of a provider beside its pictures. */
const ROW_HEAD = 132;

/** One request at several providers: one head for all, then a column each, or a row each where there are more images. */
export function Comparison({ group, width, rows }: RunProps) {
  const words = useWords();
  const [areListed, setAreListed] = useState(false);
  const { runs } = group;
  const [{ facts }] = runs;
  const { prompt, model, size, count } = facts.request;
  const areRows = count > 1 && width >= 700;
  const wide = areRows ? width - ROW_HEAD - 16 : width / (width < 700 ? 2 : runs.length) - 16;
  const fastest = fastestOf(runs);
  return (
    <article className="run compared" id={`run-${group.key}`} aria-label={prompt}>
      <RunHead group={group} areListed={areListed} onList={() => setAreListed(!areListed)} />
      <p className="facts">
        <State runs={runs} />
        <time dateTime={new Date(facts.startedAt).toISOString()}>{words.format.clock(facts.startedAt)}</time>
        <span>{model}</span>
        <span>{sizeName(size, words)}</span>
        <span>{words.runs.compared(runs.length)}</span>
        <ModeTag live={facts.client.live} />
      </p>
      <div className={areRows ? "against in-rows" : "against"} style={{ "--providers": runs.length }}>
        {runs.map((run) => (
          <Compared key={run.id} run={run} width={wide} rows={rows} isFastest={run === fastest} />
        ))}
      </div>
      {areListed && <Listings group={group} />}
    </article>
  );
}

interface ComparedProps extends Omit<RunProps, "group"> {
  readonly run: RunState;
  readonly isFastest: boolean;
}

/** A run in its comparison, which says what all its runs share. */
function Compared({ run, width, rows, isFastest }: ComparedProps) {
  const { provider, size, runs: words, format } = useWords();
  const { cancel } = useActions();
  const title = provider.title(run.facts.client);
  const look = lookOf(run, false);
  const [image] = imagesOf(run);
  const isTroubled = look === "failed" || look === "part" || look === "cancelled";
  return (
    <section aria-label={title} id={`run-${run.id}`}>
      <div className="compared-head">
        <h4>{title}</h4>
        <Cost run={run} isBrief />
        {!isOver(run) && (
          <button type="button" className="button icon-only" title={words.cancelOf(title)} onClick={() => cancel(run)}>
            <Icon name="stop" />
          </button>
        )}
      </div>
      <Pictures run={run} width={width} rows={rows} />
      <p className="facts">
        {(isTroubled || !isOver(run)) && <State runs={[run]} />}
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
