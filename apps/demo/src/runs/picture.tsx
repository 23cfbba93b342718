import { type CSSProperties, useEffect, useState } from "react";
import type { ErrorReport } from "../../server/messages.ts";
import { reasonFor } from "../api.ts";
import { messageOf } from "../page/error-words.ts";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";
import { fileName, save } from "./download.ts";
import type { Message, RunState } from "./run-state.ts";
import { useActions } from "./studio-actions.ts";

interface PictureProps {
  readonly run: RunState;
  readonly image: Message<"image">;
  readonly style: CSSProperties;
  readonly tabIndex: number;
}

/** An image that was made, or why it cannot be shown. */
export function Picture({ run, image, style, tabIndex }: PictureProps) {
  const words = useWords();
  const actions = useActions();
  const { runs, size, format } = words;
  const { url, width, height, at, index } = image;
  const [problem, setProblem] = useState<ErrorReport | "no-picture">();
  // Not every provider tells the size; the file does.
  const [sides, setSides] = useState(width && height ? ([width, height] as const) : undefined);
  const position = index + 1;
  const isLost = actions.retryIn !== undefined;

  // What could not be loaded while the server was away is there again.
  useEffect(() => {
    if (!isLost)
      setProblem((now) => (now !== "no-picture" && now?.name === "StudioUnreachableError" ? undefined : now));
  }, [isLost]);
  const caption = [sides && size.sides(...sides), at !== undefined && format.seconds(at)].filter(Boolean).join(" · ");

  if (problem) {
    return (
      <li className={isLost ? "place lost" : "place blocked"} style={style}>
        <div className="why" role="alert">
          <Icon name={isLost ? "unplugged" : "block"} />
          <b>{problem === "no-picture" ? runs.noPicture : messageOf(problem, words)}</b>
        </div>
      </li>
    );
  }
  return (
    <li className="place picture" style={style}>
      <button
        type="button"
        className="open"
        data-index={index}
        tabIndex={tabIndex}
        aria-label={runs.open(position)}
        onClick={() => actions.open({ run, index })}
        onKeyDown={({ key, ctrlKey, metaKey }) => {
          if (ctrlKey || metaKey) return;
          if (key === "r" || key === "R") actions.reference([image]);
          if (key === "d" || key === "D") save(url, fileName(image));
        }}
      >
        <img
          src={url}
          alt={runs.imageOf(position, run.facts.request.prompt)}
          loading="lazy"
          onError={async () => setProblem((await reasonFor(url)) ?? "no-picture")}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSides([naturalWidth, naturalHeight])}
        />
      </button>
      <div className="over">
        <span>{caption}</span>
        <button
          type="button"
          className="button icon-only"
          tabIndex={tabIndex}
          title={runs.useAsReference}
          onClick={() => actions.reference([image])}
        >
          <Icon name="reference" />
        </button>
        <a
          className="button icon-only"
          tabIndex={tabIndex}
          href={url}
          download={fileName(image)}
          title={runs.download}
          aria-label={runs.download}
        >
          <Icon name="download" />
        </a>
      </div>
    </li>
  );
}
