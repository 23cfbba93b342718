import type { GeneratedImage, ImageLayer } from "@seedream-clients/core";
import type { SavedImage } from "@seedream-clients/core/node";
import { style, type Terminal } from "./terminal.ts";

/** A file of an image, with what puts it together with the others of its request. */
export interface ImageFile extends SavedImage {
  readonly index: number;
  readonly layer: ImageLayer | undefined;
}

/**
 * Saves an image that is paid for. A failure is returned, and told at once with the link of the image: those after it
 * are saved all the same.
 */
export async function keepImage(
  image: GeneratedImage,
  index: number,
  save: () => Promise<SavedImage>,
  terminal: Terminal,
): Promise<ImageFile | Error> {
  try {
    return { ...(await save()), index, layer: image.layer };
  } catch (cause) {
    const link = image.url ? `; its link is valid for a while: ${image.url}` : "";
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `Image ${index + 1} was made and cannot be saved: ${reason}${link}`;
    terminal.note(style("red", message));
    return new Error(message, { cause });
  }
}

/** A line on a file. A layer has its place: nothing else could put what was paid for together again. */
export function lineOf({ path, layer }: ImageFile): string {
  if (!layer) return path;
  const { zIndex, name, boundingBox: { absolute, normalized } = {} } = layer;
  const box = absolute ? `at ${absolute.join(", ")}` : normalized && `at ${normalized.join(", ")} thousandths`;
  return [`${path}  layer ${zIndex ?? ""}`.trimEnd(), name, box].filter(Boolean).join(", ");
}
