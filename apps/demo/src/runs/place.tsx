import { useState } from "react";
import { ErrorFacts } from "../page/error-facts.tsx";
import { chargeOf, headlineOf, messageOf } from "../page/error-words.ts";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";
import { useNow } from "./elapsed.tsx";
import { Picture } from "./picture.tsx";
import { imagesOf, type Place, type RunState } from "./run-state.ts";
import { useActions } from "./studio-actions.ts";

interface PlaceProps {
  readonly run: RunState;
  readonly place: Place;
  readonly shape: number;
  /** Index of the picture that is a Tab stop. */
  readonly stop: number | undefined;
}

/** The place of an image: the image, a failure, or what is still to come. */
export function PlaceView({ run, place, shape, stop }: PlaceProps) {
  const style = { "--shape": shape };
  if (place.kind === "image") {
    return <Picture run={run} image={place.image} style={style} tabIndex={place.index === stop ? 0 : -1} />;
  }
  const isCancelled = place.kind === "failed" && place.error.name === "AbortedError";
  const look = place.kind === "failed" ? (isCancelled ? "cancelled" : "blocked") : place.kind;
  return (
    <li className={`place ${look}`} style={style}>
      {place.kind === "failed" && <Failure run={run} index={place.index} error={place.error} />}
      {place.kind === "lost" && <Lost />}
      {place.kind !== "failed" && place.kind !== "lost" && <Open run={run} place={place} />}
    </li>
  );
}

/** A place that nothing has come to. */
function Open({ run, place }: Pick<PlaceProps, "run" | "place">) {
  const { runs: words, format } = useWords();
  const isMaking = place.kind === "making";
  const now = useNow(isMaking);
  const { facts, expected, progress } = run;
  const received = words.received(place.index + 1, expected);
  const since = Math.max(facts.startedAt, facts.startedAt + (imagesOf(run).at(-1)?.at ?? 0));
  // Only tasks tell how far they are themselves; other fractions count what has come.
  const fraction = isMaking && progress?.isTask ? progress.fraction : undefined;

  function text(): string {
    if (place.kind === "missing") return words.notMade;
    if (fraction) return words.task(format.percent(fraction));
    return isMaking ? words.making(format.seconds(Math.max(0, now - since))) : words.waiting;
  }

  return (
    <div className="wait">
      <b>{received}</b>
      <span>{text()}</span>
      {fraction ? (
        <progress max={1} value={fraction} aria-label={words.progress} />
      ) : (
        place.kind !== "missing" && <div className="bar" />
      )}
    </div>
  );
}

/** Why an image did not come, in its place. */
function Failure({
  run,
  index,
  error,
}: Pick<PlaceProps, "run"> & { index: number; error: Parameters<typeof headlineOf>[0] }) {
  const words = useWords();
  const [areShown, setAreShown] = useState(false);
  const { live } = run.facts.client;
  const provider = words.provider.title(run.facts.client);
  return (
    <div className="why" role="alert" aria-label={words.runs.imageFailed(index + 1)}>
      <Icon name={error.name === "AbortedError" ? "stop" : "block"} />
      <b>{headlineOf(error, words)}</b>
      {areShown ? (
        <ErrorFacts error={error} />
      ) : (
        <>
          <p className="message">{messageOf(error, words)}</p>
          <p className={error.charged === "unknown" && live ? "charge may" : ""}>
            {chargeOf(error, { live, provider }, words)}
          </p>
        </>
      )}
      <button type="button" className="button edged" aria-expanded={areShown} onClick={() => setAreShown(!areShown)}>
        {words.runs.details}
      </button>
    </div>
  );
}

/** A lost connection. The run goes on without the page. */
function Lost() {
  const { runs: words } = useWords();
  const { retryIn = 0, retryNow } = useActions();
  return (
    <div className="why" role="status">
      <Icon name="unplugged" />
      <b>{words.lost}</b>
      <p className="message">{words.lostWhy(retryIn)}</p>
      <button type="button" className="button edged" onClick={retryNow}>
        {words.tryNow}
      </button>
    </div>
  );
}
