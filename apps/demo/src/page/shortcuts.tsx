import { useEffect, useRef } from "react";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";

/** All keys, by where they work. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const { keys: words, box } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const groups = {
    anywhere: [
      [words.search, "/"],
      [words.prompt, "N"],
      [words.list, "?"],
    ],
    form: [[words.send, "Ctrl Enter"]],
    gallery: [
      [words.move, "← →"],
      [words.open, "Enter"],
      [words.reference, "R"],
      [words.download, "D"],
    ],
    box: keysOfBox(words),
  } as const;
  return (
    <dialog ref={dialog} className="shortcuts" aria-label={words.title} onClose={onClose}>
      <div className="field-head">
        <h2>{words.title}</h2>
        <button
          type="button"
          className="button icon-only end"
          title={box.close}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      {(["anywhere", "form", "gallery", "box"] as const).map((group) => (
        <section key={group}>
          <h3>{words.groups[group]}</h3>
          <KeyList keys={groups[group]} />
        </section>
      ))}
    </dialog>
  );
}

type Keys = readonly (readonly [what: string, keys: string])[];

/** The keys of the lightbox. */
export function keysOfBox(words: ReturnType<typeof useWords>["keys"]): Keys {
  return [
    [words.turn, "← →"],
    [words.turnRun, "↑ ↓"],
    [words.zoom, "+ −"],
    [words.fit, "0 1"],
    [words.reference, "R"],
    [words.download, "D"],
    [words.facts, "I"],
    [words.close, "Esc"],
  ];
}

export function KeyList({ keys }: { readonly keys: Keys }) {
  return (
    <dl className="keys">
      {keys.map(([what, all]) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>
            {all.split(" ").map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
