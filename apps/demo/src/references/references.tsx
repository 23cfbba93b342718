import { useState } from "react";
import { imagesOf } from "../runs/run-state.ts";
import { Button, Pop } from "../ui/buttons.tsx";
import { Field } from "../ui/fields.tsx";
import { usePageEvent } from "../ui/use-page-event.ts";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { linkedBy } from "./reference.ts";
import { Thumbnail } from "./thumbnail.tsx";

const texts = words.references;

/** Reference images, which are chosen, dropped, pasted or linked. Their order matters. */
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

/** A menu to choose files and to type links. */
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

/** Accepts files and links that are pasted or dropped anywhere in the page, but leaves pasted text to text fields. */
function useIncoming(): void {
  const { addFiles, addReferences, reference, runs } = useStudio();

  usePageEvent("paste", (event) => {
    const { clipboardData: data, target } = event;
    if (!data) return;
    const text = data.getData("text/plain");
    // A program that copies text may add a picture of it.
    if (text && target instanceof Element && target.matches(":read-write")) return;
    const images = [...data.files].filter(({ type }) => type.startsWith("image/"));
    const link = linkedBy(text);
    if (images.length > 0) void addFiles(images);
    else if (link) addReferences([link]);
    else return;
    event.preventDefault();
  });

  // Otherwise the browser would leave the form and open the dropped file or link.
  const refuse = (event: DragEvent) => {
    if (event.dataTransfer?.types.some((type) => ["Files", "text/uri-list"].includes(type))) event.preventDefault();
  };
  usePageEvent("dragover", refuse);
  usePageEvent("drop", (event) => {
    refuse(event);
    const { dataTransfer: data } = event;
    const link = linkedBy(data?.getData("URL") ?? "");
    const picture = runs.runs.flatMap(imagesOf).find(({ url }) => link?.url.endsWith(url));
    if (picture) void reference([picture]);
    else if (data?.files.length) void addFiles([...data.files]);
    else if (link) addReferences([link]);
  });
}
