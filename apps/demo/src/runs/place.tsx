import { type ReactNode, useState } from "react";
import { reasonFor } from "../api.ts";
import { retry, useRetryAt } from "../connection.ts";
import { ErrorNotice } from "../errors/error-notice.tsx";
import { explain } from "../errors/explain.ts";
import { Button, DownloadLink } from "../ui/buttons.tsx";
import { Icon } from "../ui/icon.tsx";
import { useNow } from "../use-now.ts";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { imagesOf, type Picture, type Place, type RunState } from "./run-state.ts";

const { runs: texts, size, format } = words;

interface PlaceProps {
  readonly run: RunState;
  readonly place: Place;
  /** Whether the Tab key stops at its picture. */
  readonly isStop: boolean;
}

/** The place of an image. */
export function PlaceView({ run, place, isStop }: PlaceProps) {
  return (
    <li className={place.content === "making" ? "place making" : "place"} style={{ "--shape": place.shape }}>
      <Content run={run} place={place} isStop={isStop} />
    </li>
  );
}

/** The image, why it did not come, or what is still to come. */
function Content({ run, place: { content, index }, isStop }: PlaceProps) {
  if (content === "lost") return <Lost />;
  if (typeof content === "string") return <Open run={run} index={index} content={content} />;
  if (content.ok) return <Made run={run} image={content} isStop={isStop} />;
  return (
    <ErrorNotice
      className="why blocked"
      icon="block"
      role="alert"
      aria-label={texts.imageFailed({ position: index + 1 })}
      error={content.error}
      client={run.facts.client}
    />
  );
}

interface OpenProps {
  readonly run: RunState;
  readonly index: number;
  readonly content: "making" | "waiting" | "missing";
}

/** A place that nothing has come to. */
function Open({ run, index, content }: OpenProps) {
  const isMaking = content === "making";
  const now = useNow(isMaking);
  const { facts, expected, progress } = run;
  const since = facts.startedAt + (imagesOf(run).at(-1)?.at ?? 0);
  // Only tasks tell how far they are themselves; other fractions count what has come.
  const fraction = isMaking && progress?.task ? progress.fraction : undefined;

  function text(): string {
    if (content === "missing") return texts.notMade;
    if (fraction) return texts.task({ percent: format.percent(fraction) });
    return isMaking ? texts.making({ seconds: format.seconds(Math.max(0, now - since)) }) : texts.waiting;
  }

  return (
    <div className="wait">
      <b>{texts.received({ made: index + 1, expected })}</b>
      <span>{text()}</span>
      {content !== "missing" && <progress value={fraction ?? 0} aria-label={texts.progress} aria-hidden={!fraction} />}
    </div>
  );
}

/** A lost connection. The run goes on without the page. */
function Lost() {
  const retryAt = useRetryAt() ?? 0;
  const seconds = Math.max(0, Math.ceil((retryAt - useNow(true)) / 1000));
  return (
    <Why look="lost" title={texts.lost}>
      <p className="message">{texts.lostWhy({ seconds })}</p>
      <Button className="edged" onClick={retry}>
        {texts.tryNow}
      </Button>
    </Why>
  );
}

interface MadeProps {
  readonly run: RunState;
  readonly image: Picture;
  readonly isStop: boolean;
}

/** An image that was made, or why it cannot be shown. */
function Made({ run, image, isStop }: MadeProps) {
  const { isLost, pick, reference } = useStudio();
  const { url, at, index } = image;
  const [problem, setProblem] = useState<Error | "no-picture">();
  // Not every provider tells the size; the file does.
  const [{ width, height }, setSides] = useState<Pick<Picture, "width" | "height">>(image);
  const position = index + 1;
  const wasAway = problem !== "no-picture" && problem?.name === "StudioUnreachableError";

  // What could not be loaded while the server was away is tried again once it is back.
  if (problem && (isLost || !wasAway)) {
    const title = problem === "no-picture" ? texts.noPicture : explain(problem, words).message;
    return <Why look={isLost ? "lost" : "blocked"} title={title} />;
  }
  const facts = [width && height && size.sides({ width, height }), at !== undefined && format.seconds(at)];
  const tabIndex = isStop ? 0 : -1;
  return (
    <>
      <button
        type="button"
        className="open"
        tabIndex={tabIndex}
        aria-label={texts.open({ position })}
        onClick={() => pick({ run, index })}
      >
        <img
          src={url}
          alt={texts.imageOf({ position, prompt: run.facts.request.prompt })}
          loading="lazy"
          onError={async () => setProblem((await reasonFor(url)) ?? "no-picture")}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            setSides({ width: naturalWidth, height: naturalHeight });
            setProblem(undefined);
          }}
        />
      </button>
      <div className="over row">
        <span>{facts.filter(Boolean).join(" · ")}</span>
        <Button
          icon="reference"
          tabIndex={tabIndex}
          title={texts.useAsReference}
          aria-keyshortcuts="R"
          onClick={() => reference([image])}
        />
        <DownloadLink
          href={url}
          download={image.file}
          tabIndex={tabIndex}
          title={texts.download}
          aria-keyshortcuts="D"
        />
      </div>
    </>
  );
}

const icons = { lost: "unplugged", blocked: "block" } as const;

interface WhyProps {
  readonly look: keyof typeof icons;
  readonly title: string;
  readonly children?: ReactNode;
}

/** Why there is no image, in its place. */
function Why({ look, title, children }: WhyProps) {
  return (
    <div className={`why ${look}`} role={look === "lost" ? "status" : "alert"}>
      <Icon name={icons[look]} />
      <b>{title}</b>
      {children}
    </div>
  );
}
