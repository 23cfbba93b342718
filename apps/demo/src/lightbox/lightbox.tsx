import { type KeyboardEvent, useState } from "react";
import { KeyList, keysOfBox } from "../page/shortcuts.tsx";
import { Cost } from "../runs/facts.tsx";
import { imagesOf, type Picture, type RunState } from "../runs/run-state.ts";
import { Button, DownloadLink } from "../ui/buttons.tsx";
import { type Fact, FactList } from "../ui/fact-list.tsx";
import { Segmented } from "../ui/fields.tsx";
import { Icon } from "../ui/icon.tsx";
import { focusFirst, Modal } from "../ui/modal.tsx";
import { pressShortcut } from "../ui/shortcut.ts";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";

const { box, runs: texts, size, format } = words;

const zooms = ["fit", "1", "2"] as const;

/** An image, fitted to the window or zoomed; dark in every theme. */
export function Lightbox({ picked }: { readonly picked: Picture }) {
  const { runs, pick } = useStudio();
  const close = () => pick(undefined);
  const [zoom, setZoom] = useState<(typeof zooms)[number]>("fit");
  const [areFactsShown, setAreFactsShown] = useState(true);
  const withImages = runs.runs.filter((run) => imagesOf(run).length > 0);
  const run = withImages.find(({ outcomes }) => outcomes.includes(picked));

  if (!run) return null;
  const images = imagesOf(run);
  const position = images.indexOf(picked);
  const place = { position: picked.index + 1 };
  const { prompt } = run.facts.request;

  function show(image: Picture | undefined) {
    if (!image) return;
    setZoom("fit");
    pick(image);
  }

  const turnRun = (step: number) => show(withImages[withImages.indexOf(run) + step]?.outcomes.find((each) => each.ok));
  const stepZoom = (step: number) => setZoom(zooms[zooms.indexOf(zoom) + step] ?? zoom);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => show(images[position - 1]),
    ArrowRight: () => show(images[position + 1]),
    ArrowUp: () => turnRun(-1),
    ArrowDown: () => turnRun(1),
    "+": () => stepZoom(1),
    "=": () => stepZoom(1),
    "-": () => stepZoom(-1),
    "0": () => setZoom("fit"),
    "1": () => setZoom("1"),
  };

  function press(event: KeyboardEvent) {
    const { key, ctrlKey, metaKey, altKey, target, currentTarget } = event;
    const act = keys[key];
    // The arrow keys scroll a zoomed image; in the zoom field they choose an option.
    const isTaken = key.startsWith("Arrow") && (target instanceof HTMLInputElement || zoom !== "fit");
    if (!act) return pressShortcut(event, currentTarget);
    if (isTaken || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    act();
  }

  return (
    <Modal
      className={areFactsShown ? "lightbox" : "lightbox without-facts"}
      aria-label={box.title({ position: position + 1, count: images.length })}
      onCancel={close}
      onKeyDown={press}
    >
      <div className="box-bar row">
        <span className="soft">{texts.received({ made: position + 1, expected: images.length })}</span>
        <p className="clip">{prompt}</p>
        <Segmented
          legend={box.zoom}
          options={zooms}
          label={(option) => (option === "fit" ? box.fit : format.percent(Number(option)))}
          value={zoom}
          onChange={setZoom}
        />
        <Button
          icon="info"
          title={box.facts}
          aria-keyshortcuts="I"
          aria-pressed={areFactsShown}
          onClick={() => setAreFactsShown(!areFactsShown)}
        />
        <Button icon="close" title={box.close} onClick={close} />
      </div>
      {/* Has the focus at first, because the radio buttons above would take the arrow keys. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a zoomed image scrolls by keyboard. */}
      <section ref={focusFirst} className={`stage zoom-${zoom}`} aria-label={texts.image(place)} tabIndex={0}>
        <img
          key={picked.url}
          src={picked.url}
          alt={texts.imageOf({ ...place, prompt })}
          style={zoom === "fit" ? {} : { zoom }}
        />
      </section>
      {/* Never removed or disabled: a button that is would lose the focus, and with it the keys. */}
      <Button
        icon="left"
        className="turn back"
        title={box.previous}
        aria-disabled={position === 0}
        onClick={keys.ArrowLeft}
      />
      <Button
        icon="right"
        className="turn on"
        title={box.next}
        aria-disabled={position === images.length - 1}
        onClick={keys.ArrowRight}
      />
      <div className="strip">
        {run.outcomes.map((outcome) =>
          outcome.ok ? (
            <button
              key={outcome.index}
              type="button"
              aria-label={texts.image({ position: outcome.index + 1 })}
              aria-current={outcome === picked}
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
      <BoxFacts run={run} image={picked} />
    </Modal>
  );
}

/** Facts about an image, and actions on it. */
function BoxFacts({ run, image }: { readonly run: RunState; readonly image: Picture }) {
  const { reference } = useStudio();
  const { startedAt, request, client } = run.facts;
  const { width, height, at, url, file } = image;
  const sides = width && height && size.sides({ width, height });
  const ratio = typeof request.size === "object" && request.size.aspectRatio;
  const id = run.result?.requestId ?? run.result?.clientRequestId;
  const facts: readonly Fact[] = [
    [size.title, [sides, ratio].filter(Boolean).join(", ")],
    [words.model.title, request.model],
    [box.provider, words.provider.title(client)],
    [box.madeIn, at !== undefined && format.seconds(at)],
    [box.cost, <Cost key="cost" run={run} />],
    [box.when, format.moment(startedAt)],
    [box.request, id && <code key="request">{id}</code>],
  ];
  return (
    <aside className="box-facts" aria-label={box.facts}>
      <p>{request.prompt}</p>
      <div className="box-actions">
        <Button className="prime" icon="reference" aria-keyshortcuts="R" onClick={() => reference([image])}>
          {texts.useAsReference}
        </Button>
        <DownloadLink className="edged" aria-keyshortcuts="D" href={url} download={file}>
          {texts.download}
        </DownloadLink>
      </div>
      <FactList className="known" facts={facts} />
      <KeyList keys={keysOfBox} />
    </aside>
  );
}
