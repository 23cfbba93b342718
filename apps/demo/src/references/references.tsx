import type { ModelSpec } from "@seedream-clients/core";
import { useState } from "react";
import { useWords } from "../words/words.ts";
import { DropZone } from "./drop-zone.tsx";
import { brokenBy } from "./limits.ts";
import { LimitsNote } from "./limits-note.tsx";
import { LinkField } from "./link-field.tsx";
import { move, type Reference, readFile } from "./reference.ts";
import { Thumbnail } from "./thumbnail.tsx";
import { useIncoming } from "./use-incoming.ts";

interface ReferencesProps {
  readonly model: ModelSpec;
  readonly references: readonly Reference[];
  readonly onChange: (change: (references: readonly Reference[]) => readonly Reference[]) => void;
}

/** Reference images: chosen, dropped, pasted or linked, in an order that counts. */
export function References({ model, references, onChange }: ReferencesProps) {
  const words = useWords().references;
  const [news, setNews] = useState("");
  const limits = model.references;
  const nameAt = (position: number) => references[position]?.name ?? words.file(position + 1);

  async function addFiles(files: Iterable<File>) {
    const added = await Promise.all([...files].map(readFile));
    onChange((current) => [...current, ...added]);
  }

  function add(reference: Reference) {
    onChange((current) => [...current, reference]);
  }

  function place(from: number, to: number) {
    if (from === to || to < 0 || to >= references.length) return;
    onChange((current) => move(current, from, to));
    setNews(words.moved(nameAt(from), to + 1, references.length));
  }

  function replace(changed: Reference) {
    onChange((current) => current.map((reference) => (reference.key === changed.key ? changed : reference)));
  }

  useIncoming({ onFiles: addFiles, onLink: add, isOn: limits !== undefined });
  return (
    <fieldset className="field">
      <legend>
        {words.title} {limits && <span className="note">{words.tally(references.length, limits.max)}</span>}
      </legend>
      {references.length > 0 && (
        <ol className="thumbnails">
          {references.map((reference, index) => (
            <Thumbnail
              key={reference.key}
              reference={reference}
              name={nameAt(index)}
              index={index}
              count={references.length}
              broken={limits && brokenBy(reference, index + 1, limits)}
              onRemove={() => onChange((current) => current.filter(({ key }) => key !== reference.key))}
              onMove={place}
              onSides={(sides) => replace({ ...reference, sides })}
            />
          ))}
        </ol>
      )}
      <p className="hidden" role="status">
        {news}
      </p>
      {limits ? (
        <>
          <DropZone formats={limits.formats} onFiles={addFiles} />
          <LinkField onAdd={add} />
          <LimitsNote limits={limits} />
        </>
      ) : (
        <p className="note">{words.none(model.title)}</p>
      )}
    </fieldset>
  );
}
