import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { KeyList, keysOfBox } from "../page/shortcuts.tsx";
import { fileName, save } from "../runs/download.ts";
import { imagesOf, type Message, type RunState } from "../runs/run-state.ts";
import { type Pick, useActions } from "../runs/studio-actions.ts";
import { Icon } from "../ui/icon.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useWords } from "../words/words.ts";
import { BoxFacts } from "./box-facts.tsx";

interface LightboxProps {
  readonly runs: readonly RunState[];
  readonly picked: Pick;
  readonly onPick: (pick: Pick) => void;
  readonly onClose: () => void;
}

type Zoom = "fit" | "1" | "2";

const zooms: readonly Zoom[] = ["fit", "1", "2"];

/** An image as large as there is room for, or pixel by pixel; always dark. */
export function Lightbox({ runs, picked, onPick, onClose }: LightboxProps) {
  const words = useWords();
  const { box, runs: texts } = words;
  const actions = useActions();
  const dialog = useRef<HTMLDialogElement>(null);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const [areFactsShown, setAreFactsShown] = useState(true);
  const withImages = runs.filter((run) => imagesOf(run).length > 0);
  const run = withImages.find(({ id }) => id === picked.run.id) ?? picked.run;
  const images = imagesOf(run);
  const position = images.findIndex(({ index }) => index === picked.index);
  const image = images[position];

  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    // The first button would take the arrow keys.
    dialog.current?.querySelector<HTMLElement>(".stage")?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);

  function pick(to: RunState | undefined, at: Message<"image"> | undefined) {
    if (!to || !at) return;
    setZoom("fit");
    onPick({ run: to, index: at.index });
  }

  function turnRun(step: number) {
    const other = withImages[withImages.indexOf(run) + step];
    pick(other, other && imagesOf(other)[0]);
  }

  function press(event: KeyboardEvent) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey || !image) return;
    const stepZoom = (step: number) => setZoom((now) => zooms[zooms.indexOf(now) + step] ?? now);
    const keys: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => pick(run, images[position - 1]),
      ArrowRight: () => pick(run, images[position + 1]),
      ArrowUp: () => turnRun(-1),
      ArrowDown: () => turnRun(1),
      "+": () => stepZoom(1),
      "=": () => stepZoom(1),
      "-": () => stepZoom(-1),
      "0": () => setZoom("fit"),
      "1": () => setZoom("1"),
      r: () => actions.reference([image]),
      d: () => save(image.url, fileName(image)),
      i: () => setAreFactsShown(!areFactsShown),
    };
    const act = keys[key.toLowerCase()] ?? keys[key];
    // The arrows of a zoomed image scroll it, and those of the zoom choose there.
    const isZooming = event.target instanceof HTMLInputElement;
    if (!act || (key.startsWith("Arrow") && (isZooming || zoom !== "fit"))) return;
    event.preventDefault();
    act();
  }

  if (!image) return null;
  return (
    <dialog
      ref={dialog}
      className={areFactsShown ? "lightbox" : "lightbox without-facts"}
      aria-label={box.title(position + 1, images.length)}
      onClose={onClose}
      onKeyDown={press}
    >
      <div className="box-bar">
        <span className="soft">{texts.received(position + 1, images.length)}</span>
        <p className="clip">{run.facts.request.prompt}</p>
        <Segmented
          legend={box.zoom}
          options={zooms.map((value) => ({
            value,
            label: value === "fit" ? box.fit : words.format.percent(Number(value)),
          }))}
          value={zoom}
          onChange={setZoom}
        />
        <button
          type="button"
          className="button icon-only"
          title={box.facts}
          aria-pressed={areFactsShown}
          onClick={() => setAreFactsShown(!areFactsShown)}
        >
          <Icon name="info" />
        </button>
        <button type="button" className="button icon-only" title={box.close} onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a zoomed image scrolls by keyboard. */}
      <section className={`stage zoom-${zoom}`} aria-label={texts.image(image.index + 1)} tabIndex={0}>
        <Enlarged image={image} prompt={run.facts.request.prompt} zoom={zoom} />
      </section>
      {position > 0 && (
        <button
          type="button"
          className="button turn back"
          title={box.previous}
          onClick={() => pick(run, images[position - 1])}
        >
          <Icon name="left" />
        </button>
      )}
      {position < images.length - 1 && (
        <button
          type="button"
          className="button turn on"
          title={box.next}
          onClick={() => pick(run, images[position + 1])}
        >
          <Icon name="right" />
        </button>
      )}
      <div className="strip">
        {[...run.outcomes.values()]
          .sort((a, b) => a.index - b.index)
          .map((outcome) =>
            outcome.type === "image" ? (
              <button
                key={outcome.index}
                type="button"
                aria-label={texts.image(outcome.index + 1)}
                aria-current={outcome.index === image.index}
                onClick={() => pick(run, outcome)}
              >
                <img src={outcome.url} alt="" loading="lazy" />
              </button>
            ) : (
              <span key={outcome.index} className="held-back" title={box.heldBack(outcome.index + 1)}>
                <Icon name="block" />
              </span>
            ),
          )}
      </div>
      {areFactsShown && (
        <BoxFacts run={run} image={image}>
          <KeyList keys={keysOfBox(words.keys)} />
        </BoxFacts>
      )}
    </dialog>
  );
}

interface EnlargedProps {
  readonly image: Message<"image">;
  readonly prompt: string;
  readonly zoom: Zoom;
}

function Enlarged({ image, prompt, zoom }: EnlargedProps) {
  const { runs } = useWords();
  const [width, setWidth] = useState(image.width);
  const style = zoom === "fit" || !width ? undefined : { width: width * Number(zoom) };
  return (
    <img
      key={image.url}
      src={image.url}
      alt={runs.imageOf(image.index + 1, prompt)}
      style={style}
      onLoad={({ currentTarget }) => setWidth(currentTarget.naturalWidth)}
    />
  );
}
