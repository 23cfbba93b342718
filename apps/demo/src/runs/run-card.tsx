import { ErrorNotice } from "../page/error-notice.tsx";
import { useWords } from "../words/words.ts";
import { Facts } from "./facts.tsx";
import { Progress } from "./progress.tsx";
import { Received } from "./received.tsx";
import { RunActions, type RunHandlers } from "./run-actions.tsx";
import { isOver, type RunState, warningsOf } from "./run-state.ts";
import { Tiles } from "./tiles.tsx";

interface RunCardProps extends RunHandlers {
  readonly run: RunState;
  /** Whether it stands in a comparison, which says what all its runs share. */
  readonly isCompared?: boolean;
}

/** A run: its request, its images in their places, and how it ended. */
export function RunCard({ run, isCompared = false, ...handlers }: RunCardProps) {
  const { runs: words, provider, compare } = useWords();
  const { started, outcomes, error } = run;
  const warnings = warningsOf(run);
  const prompt = started?.request.prompt ?? words.unsent;
  const title = isCompared && started ? provider.title(started.provider) : (started?.request.prompt ?? words.sending);
  return (
    <article className="run" aria-label={isCompared && started ? compare.card(title, prompt) : prompt}>
      <header>
        {isCompared ? <h3>{title}</h3> : <h2>{title}</h2>}
        {isCompared ? <Received run={run} /> : <Facts run={run} />}
        <Progress run={run} />
      </header>
      {error && (
        <div role="alert">
          <ErrorNotice error={error} live={started?.provider.live ?? false} />
        </div>
      )}
      {warnings.length > 0 && (
        <ul className="warnings" aria-label={words.warnings}>
          {warnings.map(({ feature, message }) => (
            <li key={feature + message}>{message}</li>
          ))}
        </ul>
      )}
      {(outcomes.size > 0 || !isOver(run)) && <Tiles run={run} />}
      <RunActions run={run} {...handlers} />
    </article>
  );
}
