import type { ModelSpec } from "@seedream-clients/core";
import { type DragEvent, useId, useState } from "react";

/** A reference image: a link, or a file as a `data:` URI. */
export interface Reference {
  readonly key: string;
  readonly name: string;
  readonly url: string;
}

/** The references of a request, as the form has them. */
export function referencesOf(images: readonly string[] = []): readonly Reference[] {
  return images.map((url, index) => ({
    key: crypto.randomUUID(),
    name: url.startsWith("data:") ? `file ${index + 1}` : (URL.parse(url)?.hostname ?? url),
    url,
  }));
}

interface ReferencesProps {
  readonly model: ModelSpec;
  readonly references: readonly Reference[];
  readonly onChange: (change: (references: readonly Reference[]) => readonly Reference[]) => void;
}

/** Reference images, chosen, dropped or linked. */
export function References({ model, references, onChange }: ReferencesProps) {
  const [isOver, setIsOver] = useState(false);
  const limit = model.references;

  async function addFiles(files: Iterable<File>) {
    const added = await Promise.all([...files].map(readFile));
    onChange((current) => [...current, ...added]);
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    void addFiles(event.dataTransfer.files);
  }

  return (
    <fieldset className="field">
      <legend>
        Reference images <span className="note">{limit ? tally(references.length, limit.max) : ""}</span>
      </legend>
      {references.length > 0 && (
        <ol className="thumbnails">
          {references.map((reference, index) => (
            <Thumbnail
              key={reference.key}
              reference={reference}
              position={index + 1}
              onRemove={() => onChange((current) => current.filter(({ key }) => key !== reference.key))}
            />
          ))}
        </ol>
      )}
      {limit ? (
        <>
          <label
            className={isOver ? "drop over" : "drop"}
            onDragOver={(event) => {
              event.preventDefault();
              setIsOver(true);
            }}
            onDragLeave={() => setIsOver(false)}
            onDrop={drop}
          >
            <input
              className="hidden"
              type="file"
              accept={limit.formats.map((format) => `image/${format}`).join(",")}
              multiple
              onChange={({ target }) => {
                void addFiles([...(target.files ?? [])]);
                target.value = "";
              }}
            />
            <span>
              Drop images here, or <u>choose files</u>
            </span>
          </label>
          <LinkField onAdd={(reference) => onChange((current) => [...current, reference])} />
        </>
      ) : (
        <p className="note">{model.title} takes no reference images.</p>
      )}
    </fieldset>
  );
}

function tally(chosen: number, most: number | undefined): string {
  return most === undefined ? `${chosen}` : `${chosen} of ${most}`;
}

function LinkField({ onAdd }: { onAdd: (reference: Reference) => void }) {
  const [link, setLink] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const note = useId();

  function add() {
    const url = URL.parse(link.trim());
    const isLink = url?.protocol === "https:" || url?.protocol === "http:";
    setIsWrong(!isLink);
    if (!url || !isLink) return;
    onAdd({ key: crypto.randomUUID(), name: url.hostname, url: url.href });
    setLink("");
  }

  return (
    <>
      <div className="row">
        <input
          type="text"
          inputMode="url"
          aria-label="Link to a reference image"
          aria-invalid={isWrong}
          aria-describedby={note}
          placeholder="https://… link to an image"
          value={link}
          onChange={({ target }) => setLink(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <button type="button" onClick={add}>
          Add
        </button>
      </div>
      <p id={note} className="note problem" role="status">
        {isWrong && "A link begins with https:// or http://."}
      </p>
    </>
  );
}

interface ThumbnailProps {
  readonly reference: Reference;
  readonly position: number;
  readonly onRemove: () => void;
}

function Thumbnail({ reference: { name, url }, position, onRemove }: ThumbnailProps) {
  const [isShown, setIsShown] = useState(!url.startsWith("http:"));
  const title = `Image ${position}: ${name}`;
  return (
    <li title={title}>
      {isShown ? (
        <img src={url} alt={title} referrerPolicy="no-referrer" onError={() => setIsShown(false)} />
      ) : (
        <span className="name">{name}</span>
      )}
      <span className="badge" aria-hidden="true">
        {position}
      </span>
      <button type="button" aria-label={`Remove image ${position}, ${name}`} onClick={onRemove}>
        ×
      </button>
    </li>
  );
}

function readFile(file: File): Promise<Reference> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ key: crypto.randomUUID(), name: file.name, url: String(reader.result) });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
