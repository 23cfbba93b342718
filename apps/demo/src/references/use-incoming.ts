import { usePageEvent } from "../ui/use-page-event.ts";
import { useStudio } from "../use-studio.ts";
import { linkedBy } from "./reference.ts";

const TEXT_FIELDS = "textarea, input:is([type=text], [type=search], [type=number], :not([type]))";

/** Takes what is pasted or dropped anywhere in the page: image files, and links where no text is being written. */
export function useIncoming(): void {
  const { addFiles, addReferences } = useStudio();

  usePageEvent("paste", (event) => {
    const { clipboardData: data, target } = event;
    if (!data) return;
    const text = data.getData("text/plain");
    // A program that copies text may add a picture of it.
    if (text && target instanceof Element && target.matches(TEXT_FIELDS)) return;
    const images = [...data.files].filter(({ type }) => type.startsWith("image/"));
    const link = linkedBy(text);
    if (images.length > 0) void addFiles(images);
    else if (link) addReferences([link]);
    else return;
    event.preventDefault();
  });

  // A browser opens a file that nothing takes, and the form is gone.
  const refuse = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault();
  };
  usePageEvent("dragover", refuse);
  usePageEvent("drop", (event) => {
    refuse(event);
    const { files = [] } = event.dataTransfer ?? {};
    if (files.length > 0) void addFiles([...files]);
  });
}
