import { type DragEvent, useState } from "react";
import { useWords } from "../words/words.ts";
import type { BrokenRule } from "./limits.ts";
import type { Reference } from "./reference.ts";

/** Type of what is dragged: the place of a thumbnail, which nothing else takes. */
const PLACE = "application/x-reference-place";

interface ThumbnailProps {
  readonly reference: Reference;
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly broken: BrokenRule | undefined;
  readonly onRemove: () => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onSides: (sides: readonly [width: number, height: number]) => void;
}

/** A reference image in its place, with the rule that it breaks. */
export function Thumbnail(props: ThumbnailProps) {
  const { reference, name, index, count, broken, onRemove, onMove, onSides } = props;
  const words = useWords().references;
  const [isShown, setIsShown] = useState(!reference.url.startsWith("http:"));
  const [isOver, setIsOver] = useState(false);
  const position = index + 1;
  const title = words.image(position, name);
  const look = [broken && "broken", isOver && "over"].filter(Boolean).join(" ");

  function drop(event: DragEvent) {
    setIsOver(false);
    const from = event.dataTransfer.getData(PLACE);
    if (from === "") return;
    event.preventDefault();
    onMove(Number(from), index);
  }

  return (
    <li
      className={look}
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
      <div className="picture">
        {isShown ? (
          <img
            src={reference.url}
            alt={title}
            draggable={false}
            referrerPolicy="no-referrer"
            onError={() => setIsShown(false)}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
              if (!reference.sides && naturalWidth > 0) onSides([naturalWidth, naturalHeight]);
            }}
          />
        ) : (
          <span className="name">{name}</span>
        )}
        <button type="button" className="remove" aria-label={words.remove(position, name)} onClick={onRemove}>
          ×
        </button>
        <div className="order">
          <button
            type="button"
            aria-label={words.earlier(position, name)}
            aria-disabled={index === 0}
            onClick={() => onMove(index, index - 1)}
          >
            ‹
          </button>
          <span aria-hidden="true">{position}</span>
          <button
            type="button"
            aria-label={words.later(position, name)}
            aria-disabled={position === count}
            onClick={() => onMove(index, index + 1)}
          >
            ›
          </button>
        </div>
      </div>
      {broken && <p className="problem">{words.broken(broken)}</p>}
    </li>
  );
}
