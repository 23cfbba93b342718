import type { GeneratedImage, ImageLayer } from "@seedream-clients/core";
import type { SavedImage } from "@seedream-clients/core/node";
import { style, type Terminal } from "./terminal.ts";

/** A saved image, with its place among the images of its request. */
export interface ImageFile extends SavedImage {
  readonly index: number;
  readonly layer: ImageLayer | undefined;
}

/**
 * Saves an image that is paid for. Prints a failure at once with the link of the image, and returns it, so that the
 * command saves the other images.
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
    const message = `Image ${index + 1} was made but cannot be saved: ${reason}${link}`;
    terminal.note(style("red", message));
    return new Error(message, { cause });
  }
}

/** Describes a file in one line. Includes the place of a layer, because users need it to assemble the image. */
export function lineOf({ path, layer }: ImageFile): string {
  if (!layer) return path;
  const { zIndex, name, boundingBox: { absolute, normalized } = {} } = layer;
  const box = absolute ? `at ${absolute.join(", ")}` : normalized && `at ${normalized.join(", ")} thousandths`;
  return [`${path}  layer ${zIndex ?? ""}`.trimEnd(), name, box].filter(Boolean).join(", ");
}
