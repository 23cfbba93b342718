import { useId, useState } from "react";
import { useWords } from "../words/words.ts";
import { linkedBy, type Reference } from "./reference.ts";

/** A reference image by its link. */
export function LinkField({ onAdd }: { readonly onAdd: (reference: Reference) => void }) {
  const words = useWords().references;
  const [link, setLink] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const note = useId();

  function add() {
    const reference = linkedBy(link);
    setIsWrong(!reference);
    if (!reference) return;
    onAdd(reference);
    setLink("");
  }

  return (
    <>
      <div className="row">
        <input
          type="text"
          inputMode="url"
          aria-label={words.link}
          aria-invalid={isWrong}
          aria-describedby={note}
          placeholder={words.linkHint}
          value={link}
          onChange={({ target }) => setLink(target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <button type="button" onClick={add}>
          {words.add}
        </button>
      </div>
      <p id={note} className="note problem" role="status">
        {isWrong && words.noLink}
      </p>
    </>
  );
}
