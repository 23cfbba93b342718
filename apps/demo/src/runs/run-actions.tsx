import { type ComponentProps, useState } from "react";
import type { RunDetails } from "../../server/messages.ts";
import { archiveOf, fetchDetails } from "../api.ts";
import { Button, DownloadLink } from "../ui/button.tsx";
import { Pop } from "../ui/pop.tsx";
import { useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";
import { codeOf, curlOf } from "./code.ts";
import type { Group } from "./groups.ts";
import { imagesOf, isOver } from "./run-state.ts";
import { useCopy } from "./use-copy.ts";
import { wireText } from "./wire.ts";

interface RunActionsProps {
  readonly group: Group;
  readonly areListed: boolean;
  readonly onList: () => void;
}

/** What can be done with a run, or with all runs of a comparison at once. */
export function RunActions({ group, areListed, onList }: RunActionsProps) {
  const words = useWords();
  const { runs: texts } = words;
  const studio = useStudio();
  const [isCopied, copy] = useCopy();
  const { runs } = group;
  const underWay = runs.filter((run) => !isOver(run));
  const waitable = runs.filter(({ isResumable }) => isResumable);
  const images = runs.flatMap(imagesOf);
  const isEmpty = images.length === 0;

  async function copyOf(write: (details: RunDetails) => string) {
    const details = await Promise.all(runs.map(({ id }) => fetchDetails(id)));
    return details.map((known) => write(known)).join("\n");
  }

  const copies: readonly (readonly [name: string, write: (details: RunDetails) => string])[] = [
    [texts.code, codeOf],
    [texts.curl, curlOf],
    [texts.wire, (details) => wireText(details, words)],
  ];
  return (
    <div className="actions">
      {underWay.length > 0 ? (
        <Action
          icon="stop"
          text={texts.cancel}
          title={texts.cancelHint}
          onClick={() => underWay.forEach(studio.cancel)}
        />
      ) : (
        <Action icon="again" text={texts.again} title={texts.againHint} onClick={() => studio.again(group)} />
      )}
      {underWay.length === 0 && waitable.length > 0 && (
        <Action icon="wait" text={texts.wait} onClick={() => waitable.forEach(studio.resume)} />
      )}
      {images.length > studio.room && images.length > 1 ? (
        <Pop icon="reference" title={texts.reference} button={<span className="word">{texts.reference}</span>}>
          <p className="note">{texts.noRoom}</p>
          {images.map((image, position) => (
            <button key={image.url} type="button" onClick={() => studio.reference([image])}>
              {texts.image({ position: position + 1 })}
            </button>
          ))}
        </Pop>
      ) : (
        <Action icon="reference" text={texts.reference} disabled={isEmpty} onClick={() => studio.reference(images)} />
      )}
      <Pop
        icon={isCopied ? "check" : "copy"}
        title={texts.copy}
        button={<span className="word">{isCopied ? texts.copied : texts.copy}</span>}
      >
        {copies.map(([name, write]) => (
          <button key={name} type="button" onClick={() => copy(copyOf(write))}>
            {name}
          </button>
        ))}
        <button type="button" aria-expanded={areListed} onClick={onList}>
          {areListed ? texts.hideListings : texts.showAllThree}
        </button>
      </Pop>
      <DownloadLink
        href={isEmpty ? undefined : archiveOf(runs.map(({ id }) => id))}
        download
        title={texts.downloadAll}
      />
      <Button
        icon="link"
        title={texts.permalink}
        onClick={() => copy(new URL(`#run=${group.key}`, location.href).href)}
      />
      <Delete isOff={underWay.length > 0} onDelete={() => studio.remove(group)} />
      <p className="hidden" role="status">
        {isCopied && texts.copied}
      </p>
    </div>
  );
}

/** A button whose word gives way to its icon where there is no room. */
function Action({ text, ...others }: ComponentProps<typeof Button> & { readonly text: string }) {
  return (
    <Button title={text} aria-label={text} {...others}>
      <span className="word">{text}</span>
    </Button>
  );
}

/** Asks before it deletes, over the buttons beside it: nothing moves. */
function Delete({ isOff, onDelete }: { readonly isOff: boolean; readonly onDelete: () => void }) {
  const { runs: words } = useWords();
  const [isSure, setIsSure] = useState(false);
  return (
    <span className="delete">
      <Button
        icon="delete"
        className={isSure ? "sure" : ""}
        title={isSure ? words.deleteForGood : words.delete}
        disabled={isOff}
        onBlur={() => setIsSure(false)}
        onKeyDown={({ key }) => key === "Escape" && setIsSure(false)}
        onClick={() => (isSure ? onDelete() : setIsSure(true))}
      >
        {isSure && words.deleteForGood}
      </Button>
    </span>
  );
}
