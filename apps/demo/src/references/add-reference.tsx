import { useRef, useState } from "react";
import { useForm } from "../request/form.ts";
import { Button } from "../ui/button.tsx";
import { Pop } from "../ui/pop.tsx";
import { useWords } from "../words/words.ts";
import { linkedBy, type Reference } from "./reference.ts";

interface AddReferenceProps {
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onLink: (reference: Reference) => void;
}

/** Where files are chosen and links typed; the page accepts what is dropped or pasted anywhere. */
export function AddReference({ onFiles, onLink }: AddReferenceProps) {
  const { references: words } = useWords();
  const { spec } = useForm();
  const link = useRef<HTMLInputElement>(null);
  const [isWrong, setIsWrong] = useState(false);

  function add() {
    const reference = linkedBy(link.current?.value ?? "");
    setIsWrong(!reference);
    if (!reference || !link.current) return;
    onLink(reference);
    link.current.value = "";
  }

  return (
    <Pop className="add-reference" icon="plus" button={words.drop}>
      <label className="choose">
        <input
          className="hidden"
          type="file"
          accept={spec.references?.formats?.map((format) => `image/${format}`).join(",")}
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
          ref={link}
          className="input"
          inputMode="url"
          aria-label={words.link}
          aria-invalid={isWrong}
          aria-describedby="link-note"
          placeholder={words.linkHint}
          onChange={() => setIsWrong(false)}
          onKeyDown={({ key, nativeEvent }) => {
            if (key === "Enter" && !nativeEvent.isComposing) add();
          }}
        />
        <Button className="edged" onClick={add}>
          {words.add}
        </Button>
      </div>
      <p id="link-note" className="note bad" role="status">
        {isWrong && words.noLink}
      </p>
    </Pop>
  );
}
