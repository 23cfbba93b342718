import type { ImageFormat } from "@seedream-clients/core";
import { useId, useState } from "react";
import { Icon } from "../ui/icon.tsx";
import { Pop } from "../ui/pop.tsx";
import { useWords } from "../words/words.ts";
import { linkedBy, type Reference } from "./reference.ts";

interface AddReferenceProps {
  readonly formats: readonly ImageFormat[];
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onLink: (reference: Reference) => void;
}

/** Where files are chosen and links typed; the page accepts what is dropped or pasted anywhere. */
export function AddReference({ formats, onFiles, onLink }: AddReferenceProps) {
  const words = useWords().references;
  const [link, setLink] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const note = useId();

  function add() {
    const reference = linkedBy(link);
    setIsWrong(!reference);
    if (!reference) return;
    onLink(reference);
    setLink("");
  }

  return (
    <Pop
      className="add-reference"
      button={
        <>
          <Icon name="plus" />
          {words.drop}
        </>
      }
    >
      <label className="choose">
        <input
          className="hidden"
          type="file"
          accept={formats.map((format) => `image/${format}`).join(",")}
          multiple
          onChange={({ target }) => {
            onFiles([...(target.files ?? [])]);
            target.value = "";
          }}
        />
        {words.choose}
      </label>
      <div className="link">
        <input
          className="input"
          type="text"
          inputMode="url"
          aria-label={words.link}
          aria-invalid={isWrong}
          aria-describedby={note}
          placeholder={words.linkHint}
          value={link}
          onChange={({ target }) => {
            setLink(target.value);
            setIsWrong(false);
          }}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            add();
          }}
        />
        <button type="button" className="button edged" onClick={add}>
          {words.add}
        </button>
      </div>
      <p id={note} className="note bad" role="status">
        {isWrong && words.noLink}
      </p>
    </Pop>
  );
}
