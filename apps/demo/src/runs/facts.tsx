import { sumOf } from "../request/estimate.ts";
import { sizeName } from "../size/size-name.ts";
import { Icon, type IconName } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";
import { Elapsed } from "./elapsed.tsx";
import { isOver, type Look, lookOf, type RunState, tallyOf } from "./run-state.ts";
import { useActions } from "./studio-actions.ts";

/** How far a run is, what it asked for, where, and what it cost. */
export function Facts({ run }: { readonly run: RunState }) {
  const words = useWords();
  const { facts } = run;
  return (
    <p className="facts">
      <State runs={[run]} />
      <time dateTime={new Date(facts.startedAt).toISOString()} title={words.format.moment(facts.startedAt)}>
        {words.format.clock(facts.startedAt)}
      </time>
      <span>{facts.request.model}</span>
      <span>{words.provider.title(facts.client)}</span>
      <span>{sizeName(facts.request.size, words)}</span>
      <Elapsed run={run} />
      <Cost run={run} />
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

/** How many images of one or several runs have come, told to screen readers as they do. */
export function State({ runs }: { readonly runs: readonly RunState[] }) {
  const { runs: words } = useWords();
  const { retryIn } = useActions();
  const looks = runs.map((run) => lookOf(run, retryIn !== undefined));
  const look = (["lost", "running"] as const).find((kind) => looks.includes(kind)) ?? overall(looks);
  const images = sum(runs.map((run) => tallyOf(run).images));
  return (
    <span className={`state ${look}`} role="status">
      <Icon name={icons[look]} className={look === "running" ? "spin" : ""} />
      <span className="hidden">{words.states[look]}, </span>
      {words.received(images, sum(runs.map(({ expected }) => expected)))}
    </span>
  );
}

/** What is to be said of several runs that are over. */
function overall(looks: readonly Look[]): Look {
  const [first = "done"] = looks;
  return looks.every((look) => look === first) ? first : "part";
}

export function ModeTag({ live }: { readonly live: boolean }) {
  const { page } = useWords();
  return <span className={live ? "tag live" : "tag"}>{live ? page.live : page.simulated}</span>;
}

interface CostProps {
  readonly run: RunState;
  /** Whether something beside it says that it is simulated or live. */
  readonly isBrief?: boolean;
}

/** What a run cost, or would have; that it may have been charged; and whether that is money. */
export function Cost({ run, isBrief = false }: CostProps) {
  const { price, format } = useWords();
  const { live } = run.facts.client;
  const cost = run.completed?.cost ?? (isOver(run) && live ? undefined : run.facts.estimate);
  const sum = cost && sumOf([cost], format);

  function text(): string {
    if (run.error && tallyOf(run).images === 0) {
      if (!live) return price.free;
      return run.error.charged === "no" ? price.notCharged : price.mayBeCharged;
    }
    if (live || !sum) return sum ?? (live || isBrief ? price.unknown : price.free);
    return isBrief ? price.whenLive(sum) : price.freeWhenLive(sum);
  }

  return (
    <span className="cost" title={cost?.asOf && price.basis(cost.asOf)}>
      {!isBrief && <ModeTag live={live} />}
      {live ? <b>{text()}</b> : text()}
    </span>
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
