import type { JsonObject } from "./openapi-document.ts";
import type { Picture, PictureLayer } from "./picture.ts";
import { type PictureStyle, picturesFor } from "./pictures.ts";

/** The layers of every decomposition, from the base image upwards. */
const LAYERS: readonly PictureLayer[] = [
  { name: "background", description: "The picture without what stands on it" },
  { name: "subject", description: "The subject of the picture", box: [250, 250, 750, 875] },
  { name: "caption", description: "The words on the picture", box: [125, 0, 875, 125] },
];

/** Makes the pictures of a decomposition: the base image in the requested format, and transparent PNG layers. */
export function layersFor(style: PictureStyle, fingerprint: string): readonly Picture[] {
  const pictures = picturesFor(style, LAYERS.length, fingerprint);
  return pictures.map((picture, index): Picture => {
    const layer = LAYERS[index];
    if (!layer?.box) return { ...picture, ...(layer && { layer }) };
    const [left, top, right, bottom] = pixelsOn(picture, layer.box);
    return { ...picture, layer, format: "png", transparent: true, width: right - left, height: bottom - top };
  });
}

/** Makes the fields of a layer; none for a picture of another kind. */
export function layerFields({ layer, index }: Picture, base: Picture | undefined): JsonObject {
  if (!layer) return {};
  const { name, description, box } = layer;
  const bounding_box = box && base && { absolute: [...pixelsOn(base, box)], normalized: [...box] };
  return { z_index: index, name, description, ...(bounding_box && { bounding_box }) };
}

function pixelsOn(
  { width, height }: Picture,
  [left, top, right, bottom]: readonly [number, number, number, number],
): readonly [number, number, number, number] {
  const across = (share: number) => Math.round((share * width) / 1000);
  const down = (share: number) => Math.round((share * height) / 1000);
  return [across(left), down(top), across(right), down(bottom)];
}
