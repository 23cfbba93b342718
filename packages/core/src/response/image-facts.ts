import type { ImageLayer, LayerBox } from "../contract/image.ts";
import type { ProviderEvent } from "../provider.ts";
import { parsePixels } from "../request/size.ts";
import { isObject, type JsonObject, number, text } from "./json.ts";

type ImageFacts = Pick<Extract<ProviderEvent, { type: "image" }>, "width" | "height" | "format" | "layer">;

/** Reads the facts of one image, under Ark's names. */
export function readImageFacts(item: JsonObject): ImageFacts {
  const [width, height] = parsePixels(text(item.size) ?? "") ?? [];
  return { width, height, format: formatOf(item), layer: readLayer(item) };
}

/** Returns the format that a response names, if models make it: it becomes a media type and a file extension. */
function formatOf({ output_format: format }: JsonObject): string | undefined {
  return format === "png" || format === "jpeg" ? format : undefined;
}

/** Reads a layer by its place in the stack or on the base image. A name alone may be that of a file. */
function readLayer({ z_index, name, description, bounding_box: box }: JsonObject): ImageLayer | undefined {
  const zIndex = number(z_index);
  const boundingBox = isObject(box)
    ? { absolute: readBox(box.absolute), normalized: readBox(box.normalized) }
    : undefined;
  if (zIndex === undefined && !boundingBox) return undefined;
  return { zIndex, name: text(name), description: text(description), boundingBox };
}

function readBox(value: unknown): LayerBox | undefined {
  const [left, top, right, bottom] = Array.isArray(value) ? value.map(number) : [];
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return undefined;
  return [left, top, right, bottom];
}
