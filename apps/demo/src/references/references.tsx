import { useRef, useState } from "react";
import { useForm } from "../request/form.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Pop } from "../ui/pop.tsx";
import { useWords } from "../words/words.ts";
import { linkedBy, move, type Reference, readFile } from "./reference.ts";
import { Thumbnail } from "./thumbnail.tsx";
import { useIncoming } from "./use-incoming.ts";

/** Reference images: chosen, dropped, pasted or linked, in an order that counts. */
export function References() {
  const { references: words } = useWords();
  const { draft, spec, to, checks, change } = useForm();
  const { references } = draft;
  const chosen = references.length;
  const most = spec.references?.max;
  const [news, setNews] = useState("");
  const nameOf = ({ name }: Reference, index: number) => name ?? words.file({ position: index + 1 });
  const paths = to.flatMap(({ name }) => checks[name]?.issues.map(({ path }) => path.join(".")) ?? []);

  function edit(to: (references: readonly Reference[]) => readonly Reference[]) {
    change((current) => ({ references: to(current.references) }));
  }

  const addLink = (link: Reference) => edit((current) => [...current, link]);

  async function addFiles(files: Iterable<File>) {
    const added = await Promise.all([...files].map(readFile));
    edit((current) => [...current, ...added]);
  }

  function place(from: number, to: number) {
    const moved = references[from];
    if (!moved || from === to) return;
    edit((current) => move(current, from, to));
    setNews(words.moved({ name: nameOf(moved, from), position: to + 1, count: references.length }));
  }

  useIncoming(addFiles, addLink);
  return (
    <Field
      title={words.title}
      end={
        <span className="end note">
          {most === undefined ? words.chosen({ chosen }) : words.chosenOf({ chosen, most })}
        </span>
      }
    >
      <div className="references">
        {references.length > 0 && (
          <ol aria-label={words.title}>
            {references.map((reference, index) => (
              <Thumbnail
                key={reference.key}
                reference={reference}
                name={nameOf(reference, index)}
                index={index}
                count={references.length}
                isFaulty={paths.includes(`images.${index}`)}
                onMove={place}
                onReplace={(by) => edit((all) => all.flatMap((one) => (one.key === reference.key ? by : [one])))}
              />
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
