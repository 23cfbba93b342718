import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { save } from "../runs/download.ts";
import { imagesOf, type Picture, type RunState } from "../runs/run-state.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Modal } from "../ui/modal.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { type Picked, useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";
import { BoxFacts } from "./box-facts.tsx";

type Zoom = "fit" | "1" | "2";

const zooms: readonly Zoom[] = ["fit", "1", "2"];

/** An image as large as there is room for, or pixel by pixel; always dark. */
export function Lightbox({ picked }: { readonly picked: Picked }) {
  const words = useWords();
  const { box, runs: texts } = words;
  const { runs, pick, reference } = useStudio();
  const close = () => pick(undefined);
  const stage = useRef<HTMLElement>(null);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const [areFactsShown, setAreFactsShown] = useState(true);
  const withImages = runs.runs.filter((run) => imagesOf(run).length > 0);
  const run = withImages.find(({ id }) => id === picked.run.id) ?? picked.run;
  const images = imagesOf(run);
  const position = images.findIndex(({ index }) => index === picked.index);
  const image = images[position];

  // The first button would take the arrow keys.
  useEffect(() => stage.current?.focus(), []);
  if (!image) return null;
  const place = { position: image.index + 1 };

  function show(to: Picture | undefined, of: RunState = run) {
    if (!to) return;
    setZoom("fit");
    pick({ run: of, index: to.index });
  }

  function turnRun(step: number) {
    const other = withImages[withImages.indexOf(run) + step];
    if (other) show(imagesOf(other)[0], other);
  }

  const stepZoom = (step: number) => setZoom(zooms[zooms.indexOf(zoom) + step] ?? zoom);
  const keys: Readonly<Record<string, () => void>> = {
    arrowleft: () => show(images[position - 1]),
    arrowright: () => show(images[position + 1]),
    arrowup: () => turnRun(-1),
    arrowdown: () => turnRun(1),
    "+": () => stepZoom(1),
    "=": () => stepZoom(1),
    "-": () => stepZoom(-1),
    "0": () => setZoom("fit"),
    "1": () => setZoom("1"),
    r: () => reference([image]),
    d: () => save(image),
    i: () => setAreFactsShown(!areFactsShown),
  };

  function press(event: KeyboardEvent) {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    const act = keys[key.toLowerCase()];
    // The arrows of a zoomed image scroll it, and those of the zoom choose there.
    const isTaken = key.startsWith("Arrow") && (target instanceof HTMLInputElement || zoom !== "fit");
    if (!act || isTaken || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    act();
  }

  return (
    <Modal
      className={areFactsShown ? "lightbox" : "lightbox without-facts"}
      aria-label={box.title({ position: position + 1, count: images.length })}
      onClose={close}
      onKeyDown={press}
    >
      <div className="box-bar row">
        <span className="soft">{texts.received({ made: position + 1, expected: images.length })}</span>
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
        <Button
          icon="info"
          title={box.facts}
          aria-pressed={areFactsShown}
          onClick={() => setAreFactsShown(!areFactsShown)}
        />
        <Button icon="close" title={box.close} onClick={close} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a zoomed image scrolls by keyboard. */}
      <section ref={stage} className={`stage zoom-${zoom}`} aria-label={texts.image(place)} tabIndex={0}>
        <img
          key={image.url}
          src={image.url}
          alt={texts.imageOf({ ...place, prompt: run.facts.request.prompt })}
          style={zoom === "fit" ? {} : { zoom }}
        />
      </section>
      {position > 0 && (
        <Button icon="left" className="turn back" title={box.previous} onClick={() => show(images[position - 1])} />
      )}
      {position < images.length - 1 && (
        <Button icon="right" className="turn on" title={box.next} onClick={() => show(images[position + 1])} />
      )}
      <div className="strip">
        {run.outcomes.map((outcome) =>
          outcome.ok ? (
            <button
              key={outcome.index}
              type="button"
              aria-label={texts.image({ position: outcome.index + 1 })}
              aria-current={outcome.index === image.index}
              onClick={() => show(outcome)}
            >
              <img src={outcome.url} alt="" loading="lazy" />
            </button>
          ) : (
            <span key={outcome.index} className="held-back" title={texts.imageFailed({ position: outcome.index + 1 })}>
              <Icon name="block" />
            </span>
          ),
        )}
      </div>
      {areFactsShown && <BoxFacts run={run} image={image} />}
    </Modal>
  );
}
