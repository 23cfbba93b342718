import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";
import { Cost, Elapsed, Facts, State } from "./facts.tsx";
import type { Group } from "./groups.ts";
import { Listings } from "./listings.tsx";
import { Pictures } from "./pictures.tsx";
import { RunActions } from "./run-actions.tsx";
import { imagesOf, isOver, lookOf, type RunState, warningsOf } from "./run-state.ts";

/** A request, its state, and the images of a provider, or of several that are compared. */
export function Run({ group }: { readonly group: Group }) {
  const { runs: words } = useWords();
  const [areListed, setAreListed] = useState(false);
  const [run, ...others] = group.runs;
  const isCompared = others.length > 0;
  const warnings = isCompared ? [] : warningsOf(run);
  const { prompt } = run.facts.request;
  return (
    <article className={isCompared ? "run compared" : "run"} aria-label={prompt}>
      <div className="run-head">
        <div className="run-title">
          <h3 title={prompt}>{prompt}</h3>
          <RunActions group={group} areListed={areListed} onList={() => setAreListed(!areListed)} />
        </div>
      </div>
      <Facts runs={group.runs} />
      <div>
        {isCompared ? <Comparison runs={group.runs} /> : <Pictures run={run} />}
        {warnings.length > 0 && (
          <ul className="warnings" aria-label={words.warnings}>
            {warnings.map(({ feature, message }) => (
              <li key={feature + message} className="note">
                {message}
              </li>
            ))}
          </ul>
        )}
        {areListed && <Listings group={group} />}
      </div>
    </article>
  );
}

/** Runs of one request: a column for each provider, or where there is room a row for those of several images. */
function Comparison({ runs }: Pick<Group, "runs">) {
  const areRows = runs[0].facts.request.count > 1;
  const fastest = fastestOf(runs);
  return (
    <div className={areRows ? "against in-rows" : "against"} style={{ "--providers": runs.length }}>
      {runs.map((run) => (
        <Compared key={run.id} run={run} isFastest={run === fastest} />
      ))}
    </div>
  );
}

/** A run in its comparison, whose head says what all its runs share. */
function Compared({ run, isFastest }: { readonly run: RunState; readonly isFastest: boolean }) {
  const { provider, size, runs: words, format } = useWords();
  const { cancel } = useStudio();
  const title = provider.title(run.facts.client);
  const [image] = imagesOf(run);
  return (
    <section aria-label={title}>
      <div className="compared-head row">
        <h4>{title}</h4>
        <Cost run={run} isBrief />
        {/* Its place stays when the run ends: nothing moves. */}
        {run.isFresh && (
          <Button
            icon="stop"
            title={words.cancelOf({ provider: title })}
            disabled={isOver(run)}
            onClick={() => cancel(run)}
          />
        )}
      </div>
      <Pictures run={run} />
      <p className="facts">
        {lookOf(run, false) !== "done" && <State runs={[run]} />}
        {isFastest && run.took !== undefined ? (
          <span className="fastest">{words.fastest({ seconds: format.seconds(run.took) })}</span>
        ) : (
          <Elapsed run={run} />
        )}
        {image?.width && image.height && <span>{size.sides({ width: image.width, height: image.height })}</span>}
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
