import { useWords } from "../words/words.ts";
import { ComparisonTable } from "./comparison-table.tsx";
import type { RunHandlers } from "./run-actions.tsx";
import { RunCard } from "./run-card.tsx";
import type { RunState } from "./run-state.ts";

interface ComparisonProps extends RunHandlers {
  readonly runs: readonly RunState[];
}

/** One request at several providers: what each took, then what each made. */
export function Comparison({ runs, ...handlers }: ComparisonProps) {
  const words = useWords().compare;
  return (
    <section className="comparison" aria-label={words.title}>
      <ComparisonTable runs={runs} />
      {runs.map((run) => (
        <RunCard key={run.key} run={run} isCompared {...handlers} />
      ))}
    </section>
  );
}
