import { useRef, useState } from "react";
import { Button, Pop } from "../ui/buttons.tsx";
import { Field } from "../ui/fields.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { linkedBy, type Reference, readFile } from "./reference.ts";
import { Thumbnail } from "./thumbnail.tsx";
import { useIncoming } from "./use-incoming.ts";

const texts = words.references;

/** Reference images: chosen, dropped, pasted or linked, in an order that counts. */
export function References() {
  const { draft, spec, change } = useStudio();
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
  const tally = most === undefined ? texts.chosen({ chosen }) : texts.chosenOf({ chosen, most });
  return (
    <Field title={texts.title} end={<span className="end note">{tally}</span>}>
      <div className="references">
        {chosen > 0 && (
          <ol aria-label={texts.title}>
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
  const { spec } = useStudio();
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
    <Pop className="add-reference" icon="plus" button={texts.drop}>
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
        {texts.choose}
      </label>
      <div className="row">
        <input
          ref={link}
          className="input"
          inputMode="url"
          aria-label={texts.link}
          aria-invalid={isWrong}
          aria-describedby="link-note"
          placeholder={texts.linkHint}
          onChange={() => setIsWrong(false)}
          onKeyDown={({ key, nativeEvent }) => {
            if (key === "Enter" && !nativeEvent.isComposing) add();
          }}
        />
        <Button className="edged" onClick={add}>
          {texts.add}
        </Button>
      </div>
      <p id="link-note" className="note bad" role="status">
        {isWrong && texts.noLink}
      </p>
    </Pop>
  );
}
