import type { ImageLayer, LayerBox } from "../contract/image.ts";
import type { ProviderEvent } from "../provider.ts";
import { parsePixels } from "../request/size.ts";
import { isObject, type JsonObject, number, text } from "./json.ts";

type ImageFacts = Pick<Extract<ProviderEvent, { type: "image" }>, "width" | "height" | "format" | "layer">;

/** Reads what a response says of one image, under the names that Ark introduced. */
export function readImageFacts(item: JsonObject): ImageFacts {
  const [width, height] = parsePixels(text(item.size) ?? "") ?? [];
  return { width, height, format: formatOf(item), layer: readLayer(item) };
}

/** Returns the format that a response names, if models make it: it ends up in media types and file names. */
function formatOf({ output_format: format }: JsonObject): string | undefined {
  return format === "png" || format === "jpeg" ? format : undefined;
}

/** Only a place in the stack or on the base image makes a layer: a name alone may be that of a file. */
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
