import { useState } from "react";
import { Pop } from "../ui/buttons.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import type { Reference } from "./reference.ts";

const texts = words.references;

/** Key of the dragged reference. There is never more than one. */
let dragged: string | undefined;

const nameOf = ({ name }: Reference, position: number) => name ?? texts.file({ position });

interface ThumbnailProps {
  readonly reference: Reference;
  readonly index: number;
  /** Tells screen readers the new position. */
  readonly onNews: (news: string) => void;
}

/** A reference image, with a menu that moves or removes it. */
export function Thumbnail({ reference, index, onNews }: ThumbnailProps) {
  const { draft, to, checks, change } = useStudio();
  // The policy of the page forbids images over plain HTTP.
  const [isShown, setIsShown] = useState(!reference.url.startsWith("http:"));
  const count = draft.references.length;
  const position = index + 1;
  const name = nameOf(reference, position);
  const title = texts.image({ position, name });
  const paths = to.flatMap((provider) => checks[provider.name]?.issues.map(({ path }) => path.join(".")) ?? []);

  function replace(by: readonly Reference[]) {
    change(({ references }) => ({ references: references.flatMap((one) => (one.key === reference.key ? by : [one])) }));
  }

  function move(key: string, to: number) {
    const from = draft.references.findIndex((one) => one.key === key);
    const moving = draft.references[from];
    if (!moving || from === to) return;
    change({ references: draft.references.toSpliced(from, 1).toSpliced(to, 0, moving) });
    onNews(texts.moved({ name: nameOf(moving, from + 1), position: to + 1, count }));
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
      className={paths.includes(`images.${index}`) ? "reference bad" : "reference"}
      title={title}
      draggable
      onDragStart={({ dataTransfer }) => {
        dragged = reference.key;
        // Some browsers do not drag an element without data.
        dataTransfer.setData("application/x-reference", dragged);
        dataTransfer.effectAllowed = "move";
      }}
      onDragEnd={() => {
        dragged = undefined;
      }}
      onDragEnter={() => dragged && move(dragged, index)}
      onDragOver={(event) => dragged && event.preventDefault()}
    >
      <Pop aria-label={title} title={title} button={button}>
        <p className="note clip">{title}</p>
        <button type="button" disabled={index === 0} onClick={() => move(reference.key, index - 1)}>
          {texts.earlier}
        </button>
        <button type="button" disabled={index === count - 1} onClick={() => move(reference.key, index + 1)}>
          {texts.later}
        </button>
        <button type="button" onClick={() => replace([])}>
          {texts.remove}
        </button>
      </Pop>
    </li>
  );
}
