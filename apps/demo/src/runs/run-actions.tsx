import { useState } from "react";
import type { ErrorReport, RunDetails } from "../../server/messages.ts";
import { archiveOf, fetchDetails, reportOf } from "../api.ts";
import { messageOf } from "../page/error-words.ts";
import { Icon } from "../ui/icon.tsx";
import { Pop } from "../ui/pop.tsx";
import { useWords } from "../words/words.ts";
import { codeOf, curlOf } from "./code.ts";
import type { Group } from "./groups.ts";
import { imagesOf, isOver } from "./run-state.ts";
import { useActions } from "./studio-actions.ts";
import { wireText } from "./wire.ts";

interface RunActionsProps {
  readonly group: Group;
  readonly areListed: boolean;
  readonly onList: () => void;
}

/** What can be done with a run, or with all runs of a comparison at once. */
export function RunActions({ group, areListed, onList }: RunActionsProps) {
  const words = useWords();
  const actions = useActions();
  const { runs: texts } = words;
  const [problem, setProblem] = useState<ErrorReport>();
  const [isCopied, setIsCopied] = useState(false);
  const { runs } = group;
  const underWay = runs.filter((run) => !isOver(run));
  const waitable = runs.filter(({ isResumable }) => isResumable);
  const images = runs.flatMap(imagesOf);
  const isEmpty = images.length === 0;

  async function copy(text: string | Promise<string>) {
    try {
      await navigator.clipboard.writeText(await text);
      setIsCopied(true);
      setTimeout(() => setIsCopied(false), 2000);
    } catch (error) {
      setProblem(reportOf(error));
    }
  }

  async function copyOf(write: (details: RunDetails) => string) {
    const details = await Promise.all(runs.map(({ id }) => fetchDetails(id)));
    return details.map(write).join("\n");
  }

  return (
    <div className="actions">
      {underWay.length > 0 ? (
        <Action
          icon="stop"
          text={texts.cancel}
          hint={texts.cancelHint}
          onPress={() => underWay.forEach(actions.cancel)}
        />
      ) : (
        <Action icon="again" text={texts.again} hint={texts.againHint} onPress={() => actions.again(group)} />
      )}
      {underWay.length === 0 && waitable.length > 0 && (
        <Action icon="wait" text={texts.wait} onPress={() => waitable.forEach(actions.resume)} />
      )}
      {images.length > actions.room && images.length > 1 ? (
        <Pop
          label={texts.reference}
          button={
            <>
              <Icon name="reference" />
              <span className="word">{texts.reference}</span>
            </>
          }
        >
          <p className="note">{texts.noRoom}</p>
          {images.map((image, position) => (
            <button key={image.url} type="button" onClick={() => actions.reference([image])}>
              {texts.image(position + 1)}
            </button>
          ))}
        </Pop>
      ) : (
        <Action icon="reference" text={texts.reference} isOff={isEmpty} onPress={() => actions.reference(images)} />
      )}
      <Pop
        label={texts.copy}
        button={
          <>
            <Icon name={isCopied ? "check" : "copy"} />
            <span className="word">{isCopied ? texts.copied : texts.copy}</span>
          </>
        }
      >
        <button type="button" onClick={() => void copy(copyOf(codeOf))}>
          {texts.code}
        </button>
        <button type="button" onClick={() => void copy(copyOf(curlOf))}>
          {texts.curl}
        </button>
        <button type="button" onClick={() => void copy(copyOf((details) => wireText(details, words)))}>
          {texts.wire}
        </button>
        <button type="button" aria-expanded={areListed} onClick={onList}>
          {areListed ? texts.hideListings : texts.showAllThree}
        </button>
      </Pop>
      {isEmpty ? (
        <button type="button" className="button icon-only" title={texts.downloadAll} disabled>
          <Icon name="download" />
        </button>
      ) : (
        <a
          className="button icon-only"
          href={archiveOf(runs.map(({ id }) => id))}
          download
          title={texts.downloadAll}
          aria-label={texts.downloadAll}
        >
          <Icon name="download" />
        </a>
      )}
      <button
        type="button"
        className="button icon-only"
        title={texts.permalink}
        onClick={() => void copy(new URL(`#run=${group.key}`, location.href).href)}
      >
        <Icon name="link" />
      </button>
      <Delete isOff={underWay.length > 0} onDelete={() => actions.remove(group)} />
      <p className="hidden" role="status">
        {isCopied && texts.copied}
      </p>
      {problem && (
        <p className="note bad" role="alert">
          {messageOf(problem, words)}
        </p>
      )}
    </div>
  );
}

interface ActionProps {
  readonly icon: "stop" | "again" | "wait" | "reference";
  readonly text: string;
  readonly hint?: string;
  readonly isOff?: boolean;
  readonly onPress: () => void;
}

function Action({ icon, text, hint = text, isOff = false, onPress }: ActionProps) {
  return (
    <button type="button" className="button" aria-label={text} title={hint} disabled={isOff} onClick={onPress}>
      <Icon name={icon} />
      <span className="word">{text}</span>
    </button>
  );
}

/** Asks before it deletes, over the buttons beside it: nothing moves. */
function Delete({ isOff, onDelete }: { readonly isOff: boolean; readonly onDelete: () => void }) {
  const { runs: words } = useWords();
  const [isSure, setIsSure] = useState(false);
  return (
    <span className="delete">
      <button
        type="button"
        className={isSure ? "button sure" : "button icon-only"}
        title={isSure ? words.deleteForGood : words.delete}
        disabled={isOff}
        onBlur={() => setIsSure(false)}
        onKeyDown={({ key }) => key === "Escape" && setIsSure(false)}
        onClick={() => (isSure ? onDelete() : setIsSure(true))}
      >
        <Icon name="delete" />
        {isSure && words.deleteForGood}
      </button>
    </span>
  );
}
