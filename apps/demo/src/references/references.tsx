import { useRef, useState } from "react";
import { useForm } from "../request/form.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Pop } from "../ui/pop.tsx";
import { useWords } from "../words/words.ts";
import { linkedBy, type Reference, readFile } from "./reference.ts";
import { Thumbnail } from "./thumbnail.tsx";
import { useIncoming } from "./use-incoming.ts";

/** Reference images: chosen, dropped, pasted or linked, in an order that counts. */
export function References() {
  const { references: words } = useWords();
  const { draft, spec, change } = useForm();
  const { references } = draft;
  const chosen = references.length;
  const most = spec.references?.max;
  const [news, setNews] = useState("");

  function add(added: readonly Reference[]) {
    change((current) => ({ references: [...current.references, ...added] }));
  }

  const addLink = (link: Reference) => add([link]);
  const addFiles = async (files: Iterable<File>) => add(await Promise.all([...files].map(readFile)));
  useIncoming(addFiles, addLink);
  const tally = most === undefined ? words.chosen({ chosen }) : words.chosenOf({ chosen, most });
  return (
    <Field title={words.title} end={<span className="end note">{tally}</span>}>
      <div className="references">
        {chosen > 0 && (
          <ol aria-label={words.title}>
            {references.map((reference, index) => (
              <Thumbnail key={reference.key} reference={reference} index={index} onNews={setNews} />
            ))}
          </ol>
        )}
        <AddReference onFiles={addFiles} onLink={addLink} />
      </div>
      <p className="hidden" role="status">
        {news}
      </p>
    </Field>
  );
}

interface AddReferenceProps {
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onLink: (reference: Reference) => void;
}

/** Where files are chosen and links typed; the page accepts what is dropped or pasted anywhere. */
function AddReference({ onFiles, onLink }: AddReferenceProps) {
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
      <div className="row">
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
