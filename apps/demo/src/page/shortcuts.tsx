import { Button } from "../ui/button.tsx";
import { FactList } from "../ui/fact-list.tsx";
import { Modal } from "../ui/modal.tsx";
import { useWords, type Words } from "../words/words.ts";

/** All keys, by where they work. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const all = useWords();
  const { keys: words, box, request, runs } = all;
  const groups: Readonly<Record<string, Keys>> = {
    [words.groups.anywhere]: { [words.search]: "/", [request.prompt]: "N", [words.list]: "?" },
    [words.groups.form]: { [words.send]: "Ctrl Enter" },
    [words.groups.gallery]: {
      [words.turn]: "← →",
      [words.open]: "Enter",
      [runs.useAsReference]: "R",
      [runs.download]: "D",
    },
    [words.groups.box]: keysOfBox(all),
  };
  return (
    <Modal className="shortcuts" aria-label={words.title} onClose={onClose}>
      <div className="field-head row">
        <h2>{words.title}</h2>
        <Button icon="close" className="end" title={box.close} onClick={onClose} />
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

/** Keys by what they do. */
type Keys = Readonly<Record<string, string>>;

/** The keys of the lightbox. */
export function keysOfBox({ keys, box, runs }: Words): Keys {
  return {
    [keys.turn]: "← →",
    [keys.turnRun]: "↑ ↓",
    [box.zoom]: "+ −",
    [keys.fit]: "0 1",
    [runs.useAsReference]: "R",
    [runs.download]: "D",
    [box.facts]: "I",
    [box.close]: "Esc",
  };
}

export function KeyList({ keys }: { readonly keys: Keys }) {
  const signs = (all: string) => all.split(" ").map((key) => <kbd key={key}>{key}</kbd>);
  return <FactList className="keys" facts={Object.entries(keys).map(([what, all]) => [what, signs(all)])} />;
}
