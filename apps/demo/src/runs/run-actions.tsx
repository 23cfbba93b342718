import { useState } from "react";
import type { RunDetails } from "../../server/messages.ts";
import { archiveOf, fetchDetails } from "../api.ts";
import { Button, DownloadLink, Pop } from "../ui/buttons.tsx";
import { focusFirst } from "../ui/modal.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { codeOf, curlOf } from "./code.ts";
import { type Group, imagesOf, isOver, keyOf } from "./run-state.ts";
import { wireOf } from "./wire.ts";

const texts = words.runs;

const copies: readonly (readonly [name: string, write: (details: RunDetails) => string])[] = [
  [texts.code, codeOf],
  [texts.curl, (details) => curlOf(details)],
  [texts.wire, (details) => Array.from(wireOf(details), ({ text }) => text).join("\n\n")],
];

interface RunActionsProps {
  readonly group: Group;
  readonly areListed: boolean;
  readonly onList: () => void;
}

/** Actions on a run, or on all runs of a comparison at once. */
export function RunActions({ group, areListed, onList }: RunActionsProps) {
  const { runs, spec, draft, again, reference } = useStudio();
  const [isCopied, setIsCopied] = useState(false);
  const underWay = group.filter((run) => !isOver(run));
  const waitable = group.filter(({ isResumable }) => isResumable);
  const images = group.flatMap(imagesOf);
  const isEmpty = images.length === 0;
  const room = (spec.references?.max ?? Number.POSITIVE_INFINITY) - draft.references.length;

  async function copy(text: string) {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 2000);
  }

  async function copyAs(write: (details: RunDetails) => string) {
    const details = await Promise.all(group.map(({ id }) => fetchDetails(id)));
    await copy(details.map(write).join("\n"));
  }

  return (
    <div className="actions">
      {underWay.length > 0 ? (
        <Button
          icon="stop"
          word={texts.cancel}
          title={texts.cancelHint}
          onClick={() => underWay.forEach(runs.cancel)}
        />
      ) : (
        <Button icon="again" word={texts.again} title={texts.againHint} onClick={() => again(group)} />
      )}
      {underWay.length === 0 && waitable.length > 0 && (
        <Button icon="wait" word={texts.wait} onClick={() => waitable.forEach(runs.resume)} />
      )}
      {images.length > room && images.length > 1 ? (
        <Pop icon="reference" word={texts.reference}>
          <p className="note">{texts.noRoom}</p>
          {images.map((image, position) => (
            <button key={image.url} type="button" onClick={() => reference([image])}>
              {texts.image({ position: position + 1 })}
            </button>
          ))}
        </Pop>
      ) : (
        <Button icon="reference" word={texts.reference} disabled={isEmpty} onClick={() => reference(images)} />
      )}
      <Pop icon={isCopied ? "check" : "copy"} word={isCopied ? texts.copied : texts.copy} title={texts.copy}>
        {copies.map(([name, write]) => (
          <button key={name} type="button" onClick={() => copyAs(write)}>
            {name}
          </button>
        ))}
        <button type="button" aria-expanded={areListed} onClick={onList}>
          {areListed ? texts.hideListings : texts.showAllThree}
        </button>
      </Pop>
      <DownloadLink
        href={isEmpty ? undefined : archiveOf(group.map(({ id }) => id))}
        download
        title={texts.downloadAll}
      />
      <Button
        icon="link"
        title={texts.permalink}
        onClick={() => copy(new URL(`./#run=${keyOf(group)}`, location.href).href)}
      />
      <Pop icon="delete" className="delete" title={texts.delete} disabled={underWay.length > 0}>
        <button type="button" ref={focusFirst} onClick={() => group.forEach(runs.remove)}>
          {texts.deleteForGood}
        </button>
      </Pop>
      <p className="hidden" role="status">
        {isCopied && texts.copied}
      </p>
    </div>
  );
}
