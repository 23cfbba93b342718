import { useState } from "react";
import type { ErrorReport } from "../../server/messages.ts";
import { reasonFor } from "../api.ts";
import { messageOf } from "../page/error-words.ts";
import { useWords } from "../words/words.ts";
import type { Message } from "./run-state.ts";

interface PictureProps {
  readonly image: Message<"image">;
  readonly alt: string;
}

/** An image that was made, or why it cannot be shown. */
export function Picture({ image, alt }: PictureProps) {
  const words = useWords();
  const { runs, size, format } = words;
  const { url, width, height, mediaType, at, index, notSaved, link } = image;
  const [problem, setProblem] = useState<ErrorReport | "no-picture">();
  // Not every provider tells the size; the file does.
  const [sides, setSides] = useState(width && height ? ([width, height] as const) : undefined);
  const shape = sides ? { aspectRatio: `${sides[0]} / ${sides[1]}` } : {};
  const file = `seedream-${url.slice(-10).replace(/\W/g, "-")}.${mediaType.split("/")[1] ?? "jpeg"}`;
  const position = index + 1;

  async function explain() {
    setProblem((await reasonFor(url)) ?? "no-picture");
  }

  return (
    <li className="tile">
      {problem ? (
        <p className="missing problem" style={shape}>
          {problem === "no-picture" ? runs.noPicture : messageOf(problem, words)}
        </p>
      ) : (
        <a href={url} target="_blank" rel="noreferrer" aria-label={runs.open(position)}>
          <img
            src={url}
            alt={alt}
            style={shape}
            loading="lazy"
            onError={explain}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => setSides([naturalWidth, naturalHeight])}
          />
        </a>
      )}
      <p className="caption">
        <span>
          {sides ? `${size.pixels(...sides)} · ` : ""}
          {format.seconds(at)}
        </span>
        <a href={url} download={file} aria-label={runs.downloadOf(position)}>
          {runs.download}
        </a>
      </p>
      {notSaved && (
        <p className="note problem">
          {runs.notSaved(notSaved)}{" "}
          {link && (
            <a href={link} target="_blank" rel="noreferrer">
              {runs.providersLink}
            </a>
          )}
        </p>
      )}
    </li>
  );
}
