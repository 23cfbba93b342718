import { type ComponentProps, useState } from "react";
import { reasonFor } from "../api.ts";
import { connection, useIsLost, useRetryIn } from "../connection.ts";
import { explain } from "../errors/explain.ts";
import { Button, DownloadLink } from "../ui/button.tsx";
import { FactList } from "../ui/fact-list.tsx";
import { Icon } from "../ui/icon.tsx";
import { useNow } from "../use-now.ts";
import { useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";
import { save } from "./download.ts";
import { imagesOf, type Place, type RunState } from "./run-state.ts";

interface PlaceProps<Kind extends Place["kind"] = Place["kind"]> {
  readonly run: RunState;
  readonly place: Extract<Place, { readonly kind: Kind }>;
  /** Whether the Tab key stops at its picture. */
  readonly isStop: boolean;
}

/** The place of an image: the image, a failure, or what is still to come. */
export function PlaceView({ run, place, shape, isStop }: PlaceProps & { readonly shape: number }) {
  return (
    <li className={`place ${place.kind}`} style={{ "--shape": shape }}>
      {place.kind === "image" && <Picture run={run} place={place} isStop={isStop} />}
      {place.kind === "failed" && <Failure run={run} place={place} />}
      {place.kind === "lost" && <Lost />}
      {["making", "waiting", "missing"].includes(place.kind) && <Open run={run} place={place} />}
    </li>
  );
}

/** A place that nothing has come to. */
function Open({ run, place }: Omit<PlaceProps, "isStop">) {
  const { runs: words, format } = useWords();
  const isMaking = place.kind === "making";
  const now = useNow(isMaking);
  const { facts, expected, progress } = run;
  const received = words.received({ made: place.index + 1, expected });
  const since = Math.max(facts.startedAt, facts.startedAt + (imagesOf(run).at(-1)?.at ?? 0));
  // Only tasks tell how far they are themselves; other fractions count what has come.
  const fraction = isMaking && progress?.task ? progress.fraction : undefined;

  function text(): string {
    if (place.kind === "missing") return words.notMade;
    if (fraction) return words.task({ percent: format.percent(fraction) });
    return isMaking ? words.making({ seconds: format.seconds(Math.max(0, now - since)) }) : words.waiting;
  }

  return (
    <div className="wait">
      <b>{received}</b>
      <span>{text()}</span>
      {fraction ? (
        <progress max={1} value={fraction} aria-label={words.progress} />
      ) : (
        place.kind !== "missing" && <progress aria-hidden="true" value={0} />
      )}
    </div>
  );
}

/** Why an image did not come, in its place. */
function Failure({ run, place: { index, error } }: Omit<PlaceProps<"failed">, "isStop">) {
  const words = useWords();
  const [areShown, setAreShown] = useState(false);
  const { headline, message, charge, mayCost, isCancellation, facts } = explain(error, words, run.facts.client);
  return (
    <Why
      look={isCancellation ? "cancelled" : "blocked"}
      title={headline}
      role="alert"
      aria-label={words.runs.imageFailed({ position: index + 1 })}
    >
      {areShown && <FactList facts={facts} />}
      {!areShown && <p className="message">{message}</p>}
      {!areShown && <p className={mayCost ? "charge may" : ""}>{charge}</p>}
      <Button className="edged" aria-expanded={areShown} onClick={() => setAreShown(!areShown)}>
        {words.runs.details}
      </Button>
    </Why>
  );
}

/** A lost connection. The run goes on without the page. */
function Lost() {
  const { runs: words } = useWords();
  return (
    <Why look="lost" title={words.lost} role="status">
      <p className="message">{words.lostWhy({ seconds: useRetryIn() })}</p>
      <Button className="edged" onClick={() => void connection.retry()}>
        {words.tryNow}
      </Button>
    </Why>
  );
}

/** An image that was made, or why it cannot be shown. */
function Picture({ run, place: { image }, isStop }: PlaceProps<"image">) {
  const words = useWords();
  const { pick, reference } = useStudio();
  const { runs, size, format } = words;
  const { url, width, height, at, index } = image;
  const [problem, setProblem] = useState<Error | "no-picture">();
  // Not every provider tells the size; the file does.
  const [sides, setSides] = useState(width && height ? ([width, height] as const) : undefined);
  const position = index + 1;
  const isLost = useIsLost();
  const wasAway = problem !== "no-picture" && problem?.name === "StudioUnreachableError";

  // What could not be loaded while the server was away is tried again once it is back.
  if (problem && (isLost || !wasAway)) {
    const title = problem === "no-picture" ? runs.noPicture : explain(problem, words).message;
    return <Why look={isLost ? "lost" : "blocked"} title={title} role="alert" />;
  }
  const caption = [sides && size.sides({ width: sides[0], height: sides[1] }), at !== undefined && format.seconds(at)]
    .filter(Boolean)
    .join(" · ");
  const tabIndex = isStop ? 0 : -1;
  return (
    <>
      <button
        type="button"
        className="open"
        data-index={index}
        tabIndex={tabIndex}
        aria-label={runs.open({ position })}
        onClick={() => pick({ run, index })}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (ctrlKey || metaKey) return;
          if (key === "r" || key === "R") reference([image]);
          if (key === "d" || key === "D") save(image);
        }}
      >
        <img
          src={url}
          alt={runs.imageOf({ position, prompt: run.facts.request.prompt })}
          loading="lazy"
          onError={async () => setProblem((await reasonFor(url)) ?? "no-picture")}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            setSides([naturalWidth, naturalHeight]);
            setProblem(undefined);
          }}
        />
      </button>
      <div className="over row">
        <span>{caption}</span>
        <Button icon="reference" tabIndex={tabIndex} title={runs.useAsReference} onClick={() => reference([image])} />
        <DownloadLink tabIndex={tabIndex} href={url} download={image.file} title={runs.download} />
      </div>
    </>
  );
}

const icons = { lost: "unplugged", blocked: "block", cancelled: "stop" } as const;

interface WhyProps extends ComponentProps<"div"> {
  readonly look: keyof typeof icons;
  readonly title: string;
}

/** Why there is no image, in its place. */
function Why({ look, title, children, ...others }: WhyProps) {
  return (
    <div className={`why ${look}`} {...others}>
      <Icon name={icons[look]} />
      <b>{title}</b>
      {children}
    </div>
  );
}
