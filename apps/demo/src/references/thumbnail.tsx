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
  readonly onRemove: () => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onSides: (sides: readonly [width: number, height: number]) => void;
}

/** A reference image in its place; pressed, it offers another place, or to go. */
export function Thumbnail({ reference, name, index, count, isFaulty, onRemove, onMove, onSides }: ThumbnailProps) {
  const words = useWords().references;
  const [isShown, setIsShown] = useState(!reference.url.startsWith("http:"));
  const [isOver, setIsOver] = useState(false);
  const title = words.image(index + 1, name);

  function drop(event: DragEvent) {
    setIsOver(false);
    const from = event.dataTransfer.getData(PLACE);
    if (from === "") return;
    event.preventDefault();
    onMove(Number(from), index);
  }

  return (
    <li
      className={["reference", isFaulty && "bad", isOver && "over"].filter(Boolean).join(" ")}
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
      <Pop
        label={title}
        button={
          <>
            {isShown ? (
              <img
                src={reference.url}
                alt=""
                draggable={false}
                referrerPolicy="no-referrer"
                onError={() => setIsShown(false)}
                onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
                  if (!reference.sides && naturalWidth > 0) onSides([naturalWidth, naturalHeight]);
                }}
              />
            ) : (
              <span className="reference-name">{name}</span>
            )}
            <b aria-hidden="true">{index + 1}</b>
          </>
        }
      >
        <p className="note clip">{title}</p>
        <button type="button" disabled={index === 0} onClick={() => onMove(index, index - 1)}>
          {words.earlier}
        </button>
        <button type="button" disabled={index === count - 1} onClick={() => onMove(index, index + 1)}>
          {words.later}
        </button>
        <button type="button" onClick={onRemove}>
          {words.remove}
        </button>
      </Pop>
    </li>
  );
}
