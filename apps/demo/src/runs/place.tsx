import { type PropsWithChildren, useEffect, useState } from "react";
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

interface PlaceViewProps extends Place {
  readonly run: RunState;
  /** Whether the Tab key stops at its picture. */
  readonly isStop: boolean;
}

/** Shows the image of a place, the reason why it is missing, or the progress. */
export function PlaceView(props: PlaceViewProps) {
  const { run, index, content } = props;
  if (content === "lost") return <Lost />;
  if (typeof content === "string") return <Open {...props} />;
  if (content.ok) return <Made {...props} image={content} />;
  return (
    <ErrorNotice
      className="why blocked"
      icon="block"
      role={run.isFresh ? "alert" : "group"}
      aria-label={texts.imageFailed({ position: index + 1 })}
      error={content.error}
      client={run.facts.client}
    />
  );
}

/** A place without an outcome. */
function Open({ run, index, content }: PlaceViewProps) {
  const isMaking = content === "making";
  const now = useNow(isMaking);
  const { facts, expected, progress } = run;
  const since = facts.startedAt + (imagesOf(run).at(-1)?.at ?? 0);
  // Only tasks report their own progress; other fractions count the images that have arrived.
  const fraction = isMaking && progress?.task ? progress.fraction : undefined;

  function text(): string {
    if (content === "missing") return texts.notMade;
    if (fraction) return texts.task({ percent: format.percent(fraction) });
    return isMaking ? texts.making({ seconds: format.seconds(Math.max(0, now - since)) }) : texts.waiting;
  }

  return (
    <div className={`wait ${content}`}>
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
    <Why isLost title={texts.lost}>
      <p className="message">{texts.lostWhy({ seconds })}</p>
      <Button className="edged" onClick={retry}>
        {texts.tryNow}
      </Button>
    </Why>
  );
}

/** An image that was made, or the reason why it cannot be shown. */
function Made({ run, image, isStop }: PlaceViewProps & { readonly image: Picture }) {
  const { isLost, pick, reference } = useStudio();
  const { url, at, index } = image;
  /** Reason why the image cannot be shown. */
  const [problem, setProblem] = useState<string>();
  const [isReloaded, setIsReloaded] = useState(false);
  // Not every provider returns the size, so it comes from the file.
  const [{ width, height }, setSides] = useState<Pick<Picture, "width" | "height">>(image);
  const position = index + 1;
  // Loads an image again that failed while the server was away.
  useEffect(() => {
    if (!isLost) setProblem(undefined);
  }, [isLost]);
  if (problem) return <Why isLost={isLost} title={problem} />;

  async function explainWhy() {
    const reason = await reasonFor(url);
    // A single request may fail by chance, so the image is loaded once more.
    if (!reason && !isReloaded) setIsReloaded(true);
    else setProblem(reason ? explain(reason, words).message : texts.noPicture);
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
        onClick={() => pick(image)}
      >
        <img
          key={String(isReloaded)}
          src={url}
          alt={texts.imageOf({ position, prompt: run.facts.request.prompt })}
          loading="lazy"
          onError={explainWhy}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSides({ width, height })}
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

/** The reason why there is no image, shown in its place. */
function Why({ isLost, title, children }: PropsWithChildren<{ isLost: boolean; title: string }>) {
  return (
    <div className={isLost ? "why lost" : "why blocked"} role={isLost ? "status" : "alert"}>
      <Icon name={isLost ? "unplugged" : "block"} />
      <b>{title}</b>
      {children}
    </div>
  );
}
