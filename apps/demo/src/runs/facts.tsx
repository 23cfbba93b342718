import { sizeName } from "../size/size.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { useNow } from "../use-now.ts";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { sum } from "./layout.ts";
import { type Group, imagesOf, isOver, type Look, lookOf, type RunState } from "./run-state.ts";

const { price, format } = words;

/** State, request, provider and cost of a run; of a comparison, the facts that its runs share. */
export function Facts({ runs }: { readonly runs: Group }) {
  const [run, ...others] = runs;
  const { startedAt, request, client } = run.facts;
  const isCompared = others.length > 0;
  return (
    <p className="facts">
      <State runs={runs} />
      <time dateTime={new Date(startedAt).toISOString()} title={format.moment(startedAt)}>
        {format.clock(startedAt)}
      </time>
      <span>{request.model}</span>
      {!isCompared && <span>{words.provider.title(client)}</span>}
      <span>{sizeName(request.size)}</span>
      {isCompared ? <span>{words.runs.compared({ providers: runs.length })}</span> : <Elapsed run={run} />}
      {isCompared ? <ModeTag isLive={client.live} /> : <Cost run={run} />}
    </p>
  );
}

const icons: Readonly<Record<Look, IconName>> = {
  running: "spin",
  done: "check",
  part: "block",
  failed: "close",
  lost: "unplugged",
  cancelled: "stop",
};

/** Number of images that have arrived in one or several runs. Screen readers announce each change. */
export function State({ runs }: { readonly runs: readonly RunState[] }) {
  const { isLost } = useStudio();
  const look = overall(runs.map((run) => lookOf(run, isLost)));
  const expected = sum(runs.map((run) => run.expected));
  return (
    <span className={`state ${look}`} role="status">
      <Icon name={icons[look]} />
      <span className="hidden">{words.runs.states[look]}, </span>
      {words.runs.received({ made: runs.flatMap(imagesOf).length, expected })}
    </span>
  );
}

/** Returns one look for several runs: that of a run under way, or the look of all runs, or "part". */
function overall(looks: readonly Look[]): Look {
  const [first = "done"] = looks;
  const isUnderWay = looks.find((look) => look === "lost" || look === "running");
  return isUnderWay ?? (looks.every((look) => look === first) ? first : "part");
}

/** The cost of a run, that of the same run live, or that it may have been charged. With a tag unless `isBrief`. */
export function Cost({ run, isBrief = false }: { readonly run: RunState; readonly isBrief?: boolean }) {
  const { live } = run.facts.client;
  const cost = run.result?.cost ?? (isOver(run) && live ? undefined : run.facts.estimate);
  const sum = cost && format.sum([cost]);

  function text(): string {
    if (run.error && imagesOf(run).length === 0) {
      if (!live) return price.free;
      return run.error.charged === "no" ? price.notCharged : price.mayBeCharged;
    }
    if (live && !sum && run.error?.charged === "unknown") return price.mayBeCharged;
    if (live || !sum) return sum ?? (live || isBrief ? price.unknown : price.free);
    return isBrief ? price.whenLive({ sum }) : price.freeWhenLive({ sum });
  }

  return (
    <span className="cost" title={cost?.asOf && price.basis({ asOf: cost.asOf })}>
      {!isBrief && <ModeTag isLive={live} />}
      {live ? <b>{text()}</b> : text()}
    </span>
  );
}

/** A tag that says whether a run costs money. */
export function ModeTag({ isLive, simulated = words.page.simulated }: { isLive: boolean; simulated?: string }) {
  return <span className={isLive ? "tag live" : "tag"}>{isLive ? words.page.live : simulated}</span>;
}

/** Duration of a run, counting while it is under way. */
export function Elapsed({ run, isFastest }: { readonly run: RunState; readonly isFastest?: boolean }) {
  const { facts, took } = run;
  const now = useNow(!isOver(run));
  if (took === undefined) return <b>{format.seconds(Math.max(0, now - facts.startedAt))}</b>;
  const seconds = format.seconds(took);
  return isFastest ? <span className="fastest">{words.runs.fastest({ seconds })}</span> : <span>{seconds}</span>;
}
