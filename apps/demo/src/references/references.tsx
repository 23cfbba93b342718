import type { ModelSpec } from "@seedream-clients/core";
import { useState } from "react";
import { Field } from "../ui/field.tsx";
import { useWords } from "../words/words.ts";
import { AddReference } from "./add-reference.tsx";
import { move, type Reference, readFile } from "./reference.ts";
import { Thumbnail } from "./thumbnail.tsx";
import { useIncoming } from "./use-incoming.ts";

interface ReferencesProps {
  readonly limits: ModelSpec["references"];
  readonly references: readonly Reference[];
  /** Places of those that a client refuses. */
  readonly faulty: ReadonlySet<number>;
  readonly onChange: (change: (references: readonly Reference[]) => readonly Reference[]) => void;
}

/** Reference images: chosen, dropped, pasted or linked, in an order that counts. */
export function References({ limits, references, faulty, onChange }: ReferencesProps) {
  const words = useWords().references;
  const [news, setNews] = useState("");
  const nameAt = (index: number) => references[index]?.name ?? words.file(index + 1);

  async function addFiles(files: Iterable<File>) {
    const added = await Promise.all([...files].map(readFile));
    onChange((current) => [...current, ...added]);
  }

  const addLink = (link: Reference) => onChange((current) => [...current, link]);

  function place(from: number, to: number) {
    if (from === to || to < 0 || to >= references.length) return;
    onChange((current) => move(current, from, to));
    setNews(words.moved(nameAt(from), to + 1, references.length));
  }

  useIncoming({ onFiles: addFiles, onLink: addLink });
  return (
    <Field title={words.title} end={<span className="end note">{words.tally(references.length, limits?.max)}</span>}>
      <div className="references">
        {references.length > 0 && (
          <ol aria-label={words.title}>
            {references.map((reference, index) => (
              <Thumbnail
                key={reference.key}
                reference={reference}
                name={nameAt(index)}
                index={index}
                count={references.length}
                isFaulty={faulty.has(index)}
                onRemove={() => onChange((current) => current.filter(({ key }) => key !== reference.key))}
                onMove={place}
                onSides={(sides) =>
                  onChange((current) =>
                    current.map((other) => (other.key === reference.key ? { ...other, sides } : other)),
                  )
                }
              />
            ))}
          </ol>
        )}
        <AddReference formats={limits?.formats ?? []} onFiles={addFiles} onLink={addLink} />
      </div>
      <p className="hidden" role="status">
        {news}
      </p>
    </Field>
  );
}
