import { type DragEvent, useState } from "react";
import { Pop } from "../ui/pop.tsx";
import { useWords } from "../words/words.ts";
import type { Reference } from "./reference.ts";

/** Type of what is dragged: the place of a thumbnail, which nothing else takes. */
const PLACE = "application/x-reference-place";

interface ThumbnailProps {
  readonly reference: Reference;
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly isFaulty: boolean;
  readonly onMove: (from: number, to: number) => void;
  readonly onReplace: (by: readonly Reference[]) => void;
}

/** A reference image in its place; pressed, it offers another place, or to go. */
export function Thumbnail({ reference, name, index, count, isFaulty, onMove, onReplace }: ThumbnailProps) {
  const { references: words } = useWords();
  const [isShown, setIsShown] = useState(!reference.url.startsWith("http:"));
  const [isOver, setIsOver] = useState(false);
  const title = words.image({ position: index + 1, name });

  function drop(event: DragEvent) {
    setIsOver(false);
    const from = event.dataTransfer.getData(PLACE);
    if (from === "") return;
    event.preventDefault();
    onMove(Number(from), index);
  }

  const image = isShown ? (
    <img
      src={reference.url}
      alt=""
      draggable={false}
      referrerPolicy="no-referrer"
      onError={() => setIsShown(false)}
      onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
        if (!reference.sides && naturalWidth > 0) onReplace([{ ...reference, sides: [naturalWidth, naturalHeight] }]);
      }}
    />
  ) : (
    <span className="clip">{name}</span>
  );
  const button = (
    <>
      {image}
      <b aria-hidden="true">{index + 1}</b>
    </>
  );
  return (
    <li
      className={`reference ${isFaulty ? "bad" : ""} ${isOver ? "over" : ""}`}
      title={title}
      draggable
      onDragStart={({ dataTransfer }) => {
        dataTransfer.setData(PLACE, String(index));
        dataTransfer.effectAllowed = "move";
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(PLACE)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Pop aria-label={title} title={title} button={button}>
        <p className="note clip">{title}</p>
        <button type="button" disabled={index === 0} onClick={() => onMove(index, index - 1)}>
          {words.earlier}
        </button>
        <button type="button" disabled={index === count - 1} onClick={() => onMove(index, index + 1)}>
          {words.later}
        </button>
        <button type="button" onClick={() => onReplace([])}>
          {words.remove}
        </button>
      </Pop>
    </li>
  );
}
