import { type DragEvent, useState } from "react";
import { Pop } from "../ui/buttons.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import type { Reference } from "./reference.ts";

const texts = words.references;

/** Type of what is dragged: the place of a thumbnail, which nothing else takes. */
const PLACE = "application/x-reference-place";

const nameOf = ({ name }: Reference, position: number) => name ?? texts.file({ position });

interface ThumbnailProps {
  readonly reference: Reference;
  readonly index: number;
  /** Tells screen readers where it went. */
  readonly onNews: (news: string) => void;
}

/** A reference image in its place; pressed, it offers another place, or to go. */
export function Thumbnail({ reference, index, onNews }: ThumbnailProps) {
  const { draft, to, checks, change } = useStudio();
  // The page may not show every link.
  const [isShown, setIsShown] = useState(!reference.url.startsWith("http:"));
  const [isOver, setIsOver] = useState(false);
  const count = draft.references.length;
  const position = index + 1;
  const name = nameOf(reference, position);
  const title = texts.image({ position, name });
  const paths = to.flatMap((provider) => checks[provider.name]?.issues.map(({ path }) => path.join(".")) ?? []);

  function replace(by: readonly Reference[]) {
    change(({ references }) => ({ references: references.flatMap((one) => (one.key === reference.key ? by : [one])) }));
  }

  function move(from: number, to: number) {
    const moving = draft.references[from];
    if (!moving || from === to) return;
    change({ references: draft.references.toSpliced(from, 1).toSpliced(to, 0, moving) });
    onNews(texts.moved({ name: nameOf(moving, from + 1), position: to + 1, count }));
  }

  function drop(event: DragEvent) {
    setIsOver(false);
    const from = event.dataTransfer.getData(PLACE);
    if (from === "") return;
    event.preventDefault();
    move(Number(from), index);
  }

  const button = (
    <>
      {isShown ? (
        <img
          src={reference.url}
          alt=""
          draggable={false}
          referrerPolicy="no-referrer"
          onError={() => setIsShown(false)}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) => {
            if (!reference.sides && naturalWidth > 0) replace([{ ...reference, sides: [naturalWidth, naturalHeight] }]);
          }}
        />
      ) : (
        <span className="clip">{name}</span>
      )}
      <b aria-hidden="true">{position}</b>
    </>
  );
  return (
    <li
      className={`reference ${paths.includes(`images.${index}`) ? "bad" : ""} ${isOver ? "over" : ""}`}
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
        <button type="button" disabled={index === 0} onClick={() => move(index, index - 1)}>
          {texts.earlier}
        </button>
        <button type="button" disabled={index === count - 1} onClick={() => move(index, index + 1)}>
          {texts.later}
        </button>
        <button type="button" onClick={() => replace([])}>
          {texts.remove}
        </button>
      </Pop>
    </li>
  );
}
