import { useState } from "react";
import { useWords } from "../words/words.ts";
import { Facts } from "./facts.tsx";
import type { Group } from "./groups.ts";
import type { Rows } from "./layout.ts";
import { Listings } from "./listings.tsx";
import { Pictures } from "./pictures.tsx";
import { RunHead } from "./run-head.tsx";
import { warningsOf } from "./run-state.ts";

export interface RunProps {
  readonly group: Group;
  readonly width: number;
  readonly rows: Rows;
}

/** A run: its request, its state, and its images in their places. */
export function Run({ group, width, rows }: RunProps) {
  const { runs: words } = useWords();
  const [run] = group.runs;
  const [areListed, setAreListed] = useState(false);
  const warnings = warningsOf(run);
  const { prompt } = run.facts.request;
  return (
    <article className="run" id={`run-${run.id}`} aria-label={prompt}>
      <RunHead group={group} areListed={areListed} onList={() => setAreListed(!areListed)} />
      <Facts run={run} />
      <div>
        <Pictures run={run} width={width} rows={rows} />
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
