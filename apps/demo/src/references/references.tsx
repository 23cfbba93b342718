import { useState } from "react";
import { Button, Pop } from "../ui/buttons.tsx";
import { Field } from "../ui/fields.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { linkedBy } from "./reference.ts";
import { Thumbnail } from "./thumbnail.tsx";
import { useIncoming } from "./use-incoming.ts";

const texts = words.references;

/** Reference images: chosen, dropped, pasted or linked, in an order that counts. */
export function References() {
  const { draft, spec } = useStudio();
  const [news, setNews] = useState("");
  const chosen = draft.references.length;
  const most = spec.references?.max;
  const tally = most === undefined ? texts.chosen({ chosen }) : texts.chosenOf({ chosen, most });
  useIncoming();
  return (
    <Field title={texts.title} end={<span className="end note">{tally}</span>}>
      <div className="references">
        {chosen > 0 && (
          <ol aria-label={texts.title}>
            {draft.references.map((reference, index) => (
              <Thumbnail key={reference.key} reference={reference} index={index} onNews={setNews} />
            ))}
          </ol>
        )}
        <AddReference />
      </div>
      <p className="hidden" role="status">
        {news}
      </p>
    </Field>
  );
}

/** Where files are chosen and links typed; the page accepts what is dropped or pasted anywhere. */
function AddReference() {
  const { spec, addReferences, addFiles } = useStudio();
  const [link, setLink] = useState("");
  const [isWrong, setIsWrong] = useState(false);

  function addLink() {
    const reference = linkedBy(link);
    setIsWrong(!reference);
    if (!reference) return;
    addReferences([reference]);
    setLink("");
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
            void addFiles([...(target.files ?? [])]);
            target.value = "";
          }}
        />
        {texts.choose}
      </label>
      <div className="row">
        <input
          className="input"
          inputMode="url"
          aria-label={texts.link}
          aria-invalid={isWrong}
          aria-describedby="link-note"
          placeholder={texts.linkHint}
          value={link}
          onChange={({ target }) => {
            setLink(target.value);
            setIsWrong(false);
          }}
          onKeyDown={({ key, nativeEvent }) => {
            if (key === "Enter" && !nativeEvent.isComposing) addLink();
          }}
        />
        <Button className="edged" onClick={addLink}>
          {texts.add}
        </Button>
      </div>
      <p id="link-note" className="note bad" role="status">
        {isWrong && texts.noLink}
      </p>
    </Pop>
  );
}
