import { useState } from "react";
import { Button } from "../ui/buttons.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { Cost, Elapsed, Facts, State } from "./facts.tsx";
import { Listings } from "./listings.tsx";
import { Pictures } from "./pictures.tsx";
import { RunActions } from "./run-actions.tsx";
import { type Group, imagesOf, isOver, lookOf, type RunState } from "./run-state.ts";

const { runs: texts, size } = words;

/** A request, its state, and the images of one provider or of several in comparison. */
export function Run({ group }: { readonly group: Group }) {
  const [areListed, setAreListed] = useState(false);
  const [run, ...others] = group;
  const isCompared = others.length > 0;
  const { prompt } = run.facts.request;
  return (
    <article className={isCompared ? "run compared" : "run"} aria-label={prompt}>
      <div className="run-head">
        <div className="run-title">
          <h3 title={prompt}>{prompt}</h3>
          <RunActions group={group} areListed={areListed} onList={() => setAreListed(!areListed)} />
        </div>
      </div>
      <Facts runs={group} />
      <div>
        {isCompared ? <Comparison runs={group} /> : <Pictures run={run} />}
        {areListed && <Listings runs={group} />}
      </div>
    </article>
  );
}

/** Runs of one request, in a column for each provider. Runs of several images take rows if there is room. */
function Comparison({ runs }: { readonly runs: Group }) {
  const areRows = runs[0].facts.request.count > 1;
  const done = runs.filter((run) => lookOf(run, false) === "done");
  // The fastest complete run is known once all runs are over.
  const best = Math.min(...done.map(({ took = 0 }) => took));
  const isKnown = runs.every(isOver) && done.length > 1;
  return (
    <div className={areRows ? "against in-rows" : "against"} style={{ "--providers": runs.length }}>
      {runs.map((run) => (
        <Compared key={run.id} run={run} isFastest={isKnown && done.includes(run) && run.took === best} />
      ))}
    </div>
  );
}

/** A run in a comparison. The head of the comparison shows the facts that its runs share. */
function Compared({ run, isFastest }: { readonly run: RunState; readonly isFastest: boolean }) {
  const { runs } = useStudio();
  const title = words.provider.title(run.facts.client);
  const { width, height } = imagesOf(run)[0] ?? {};
  return (
    <section aria-label={title}>
      <div className="compared-head row">
        <h4>{title}</h4>
        <Cost run={run} isBrief />
        {/* The button stays when the run ends, so that nothing moves. */}
        {run.isFresh && (
          <Button
            icon="stop"
            title={texts.cancelOf({ provider: title })}
            disabled={isOver(run)}
            onClick={() => runs.cancel(run)}
          />
        )}
      </div>
      <Pictures run={run} />
      <p className="facts">
        {lookOf(run, false) !== "done" && <State runs={[run]} />}
        <Elapsed run={run} isFastest={isFastest} />
        {width && height && <span>{size.sides({ width, height })}</span>}
      </p>
    </section>
  );
}
