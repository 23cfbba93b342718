import { useEffect, useEffectEvent } from "react";
import { linkedBy, type Reference } from "./reference.ts";

const TEXT_FIELDS = "textarea, input:is([type=text], [type=search], [type=number], :not([type]))";

interface Incoming {
  readonly onFiles: (files: Iterable<File>) => void;
  readonly onLink: (reference: Reference) => void;
}

/** What is pasted or dropped anywhere in the page: image files, and links where no text is being written. */
export function useIncoming({ onFiles, onLink }: Incoming): void {
  const paste = useEffectEvent((event: ClipboardEvent) => {
    const { clipboardData: data, target } = event;
    if (!data) return;
    const text = data.getData("text/plain");
    // A program that copies text may add a picture of it.
    if (text && target instanceof Element && target.matches(TEXT_FIELDS)) return;
    const images = [...data.files].filter(({ type }) => type.startsWith("image/"));
    const link = linkedBy(text);
    if (images.length > 0) onFiles(images);
    else if (link) onLink(link);
    else return;
    event.preventDefault();
  });

  /** A browser opens a file that nothing takes, and the form is gone. */
  const keep = useEffectEvent((event: DragEvent) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });

  const drop = useEffectEvent((event: DragEvent) => {
    keep(event);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) onFiles(files);
  });

  useEffect(() => {
    document.addEventListener("paste", paste);
    document.addEventListener("dragover", keep);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("paste", paste);
      document.removeEventListener("dragover", keep);
      document.removeEventListener("drop", drop);
    };
  }, []);
}
