import { type CSSProperties, useState } from "react";
import type { ErrorReport } from "../../server/messages.ts";
import { reasonFor } from "../api.ts";
import { explain } from "../errors/explain.ts";
import { Button, DownloadLink } from "../ui/button.tsx";
import { useWords } from "../words/words.ts";
import { fileName, save } from "./download.ts";
import type { Message, RunState } from "./run-state.ts";
import { useActions } from "./studio-actions.ts";
import { Why } from "./why.tsx";

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
  const wasAway = problem !== "no-picture" && problem?.name === "StudioUnreachableError";

  // What could not be loaded while the server was away is tried again once it is back.
  if (problem && (isLost || !wasAway)) {
    const title = problem === "no-picture" ? runs.noPicture : explain(problem, words).message;
    return (
      <li className={isLost ? "place lost" : "place blocked"} style={style}>
        <Why icon={isLost ? "unplugged" : "block"} title={title} role="alert" />
      </li>
    );
  }
  const caption = [sides && size.sides(...sides), at !== undefined && format.seconds(at)].filter(Boolean).join(" · ");
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
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            setSides([naturalWidth, naturalHeight]);
            setProblem(undefined);
          }}
        />
      </button>
      <div className="over">
        <span>{caption}</span>
        <Button
          icon="reference"
          tabIndex={tabIndex}
          title={runs.useAsReference}
          onClick={() => actions.reference([image])}
        />
        <DownloadLink tabIndex={tabIndex} href={url} download={fileName(image)} title={runs.download} />
      </div>
    </li>
  );
}
