import { useState } from "react";
import { useWords } from "../words/words.ts";
import { Comparison } from "./comparison.tsx";
import { Facts } from "./facts.tsx";
import type { Group } from "./groups.ts";
import type { Rows } from "./layout.ts";
import { Listings } from "./listings.tsx";
import { Pictures } from "./pictures.tsx";
import { RunActions } from "./run-actions.tsx";
import { warningsOf } from "./run-state.ts";

interface RunProps {
  readonly group: Group;
  readonly width: number;
  readonly rows: Rows;
}

/** A request, its state, and the images of a provider, or of several that are compared. */
export function Run({ group, width, rows }: RunProps) {
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
        {isCompared ? (
          <Comparison runs={group.runs} width={width} rows={rows} />
        ) : (
          <Pictures run={run} width={width} rows={rows} />
        )}
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
