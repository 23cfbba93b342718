import type { ModelSpec } from "@seedream-clients/core";
import { type Fault, invalid, invalidSize, shown, unsupported } from "../fault.ts";
import { nativeFault } from "../native-fields.ts";
import type { OpenApiDocument } from "../openapi-document.ts";
import { pixelFault, pixelsOf } from "../pixels.ts";
import { referenceFault } from "../references.ts";
import { type ArkFormRequest, referencesOf } from "./request.ts";

/** Looks for one kind of fault in a request that its schema has passed. */
export type Check<R extends ArkFormRequest = ArkFormRequest> = (request: R, model: ModelSpec) => Fault | undefined;

/** There is a prompt. */
export const prompt: Check = ({ prompt }) => (prompt.trim() ? undefined : invalid("prompt", "it must not be empty"));

/** The model takes a seed. */
export const seed: Check = ({ seed }, model) => (seed !== undefined && !model.seed ? unsupported("seed") : undefined);

/** The model takes the fields that not every model of the provider takes. */
export function native(document: OpenApiDocument): Check {
  return (request, model) => nativeFault(request, model, document);
}

/** The model makes groups, and of that many images. */
export const group: Check = (request, { group }) => {
  if (request.sequential_image_generation !== "auto") return undefined;
  if (!group) return unsupported("sequential_image_generation");
  const references = referencesOf(request).length;
  const { max_images = group.max } = request.sequential_image_generation_options ?? {};
  const field = "sequential_image_generation_options.max_images";
  if (max_images > group.max) return invalid(field, `it cannot exceed ${group.max}`);
  if (group.needsReference && references === 0) return invalid("image", "a group needs at least one reference image");
  if (group.totalEnforced && group.total !== undefined && references + max_images > group.total) {
    return invalid(field, `reference images and output images cannot exceed ${group.total} together`);
  }
  return undefined;
};

/** The model takes reference images of this kind and number. */
export const references: Check = (request, model) => referenceFault("image", referencesOf(request), model.references);

/** The model makes images of this size. */
export const size: Check = ({ size, model: id }, { size: limits }) => {
  if (size === undefined) return undefined;
  if (Object.hasOwn(limits.tiers, size) || limits.keywords?.some((keyword) => keyword === size)) return undefined;
  const pixels = pixelsOf(size);
  return pixels && limits.custom ? pixelFault(pixels, limits) : sizeNotSupported(size, id);
};

/** The model has no such size. */
export function sizeNotSupported(size: string, id: string): Fault {
  return invalidSize(`the specified size ${shown(size)} is not supported for model ${id}`);
}
