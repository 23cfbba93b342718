import { sizeName } from "../size/size-name.ts";
import { useWords } from "../words/words.ts";
import { Elapsed } from "./elapsed.tsx";
import { Received } from "./received.tsx";
import { costOf, type RunState } from "./run-state.ts";

/** How far a run is, what it asked for, where, and what it cost. */
export function Facts({ run }: { readonly run: RunState }) {
  const words = useWords();
  const { provider, price, format } = words;
  const { started } = run;
  const cost = costOf(run);
  const sum = cost && price.about(format.money(cost.amount, cost.currency));
  return (
    <p className="facts">
      <Received run={run} />
      <Elapsed run={run} />
      {started && (
        <>
          <span>{started.request.model}</span>
          <span>{sizeName(started.request.size, words)}</span>
          <span className={started.provider.live ? "live" : ""}>
            {provider.ran(provider.title(started.provider), started.provider.live)}
          </span>
        </>
      )}
      {cost && sum && <span title={price.basis(cost.asOf)}>{started?.provider.live ? sum : price.whenLive(sum)}</span>}
      {started && <time dateTime={new Date(started.startedAt).toISOString()}>{format.moment(started.startedAt)}</time>}
    </p>
  );
}
