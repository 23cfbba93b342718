import { useState } from "react";
import { Button } from "../ui/buttons.tsx";
import { FactList } from "../ui/fact-list.tsx";
import { Modal } from "../ui/modal.tsx";
import { usePageEvent } from "../ui/use-page-event.ts";
import { words } from "../words/page.ts";

const { keys, box, request, runs } = words;

/** Keys by their function. */
type Keys = Readonly<Record<string, string>>;

/** The keys of the lightbox. */
export const keysOfBox: Keys = {
  [keys.turn]: "← →",
  [keys.turnRun]: "↑ ↓",
  [box.zoom]: "+ −",
  [keys.fit]: "0 1",
  [runs.useAsReference]: "R",
  [runs.download]: "D",
  [box.facts]: "I",
  [box.close]: "Esc",
};

const groups: Readonly<Record<string, Keys>> = {
  [keys.groups.anywhere]: { [keys.search]: "/", [request.prompt]: "N", [keys.list]: "?" },
  [keys.groups.form]: { [keys.send]: "Ctrl Enter" },
  [keys.groups.gallery]: {
    [keys.turn]: "← →",
    [keys.open]: "Enter",
    [runs.useAsReference]: "R",
    [runs.download]: "D",
  },
  [keys.groups.box]: keysOfBox,
};

/** Selectors of the fields that a key focuses. */
const fields: Readonly<Record<string, string>> = { "/": "input[type=search]", n: "textarea" };

/** Handles the keys that work outside fields: search, prompt, and `?`, which lists all keys by place. */
export function Shortcuts() {
  const [areShown, setAreShown] = useState(false);
  const close = () => setAreShown(false);

  usePageEvent("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
    if (ctrlKey || metaKey || altKey || isComposing || document.querySelector("dialog[open]")) return;
    if (target instanceof Element && target.matches(":read-write, select")) return;
    const selector = fields[key.toLowerCase()];
    if (key === "?") setAreShown(true);
    if (!selector) return;
    event.preventDefault();
    // The page has two search fields, one for phones and one for desktops, and shows one of them.
    [...document.querySelectorAll<HTMLElement>(selector)].find((field) => field.checkVisibility())?.focus();
  });

  if (!areShown) return null;
  return (
    <Modal className="shortcuts" aria-label={keys.title} onCancel={close}>
      <div className="field-head row">
        <h2>{keys.title}</h2>
        <Button icon="close" className="end" title={box.close} onClick={close} />
      </div>
      {Object.entries(groups).map(([where, keys]) => (
        <section key={where}>
          <h3>{where}</h3>
          <KeyList keys={keys} />
        </section>
      ))}
    </Modal>
  );
}

export function KeyList({ keys }: { readonly keys: Keys }) {
  const signs = (all: string) => all.split(" ").map((key) => <kbd key={key}>{key}</kbd>);
  return <FactList className="keys" facts={Object.entries(keys).map(([what, all]) => [what, signs(all)])} />;
}
