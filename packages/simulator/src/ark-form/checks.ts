import type { ModelSpec } from "@seedream-clients/core";
import { type Issue, invalid, invalidSize, shown, unsupported } from "../issue.ts";
import { nativeIssue } from "../native-fields.ts";
import type { OpenApiDocument } from "../openapi-document.ts";
import { pixelIssue, pixelsOf } from "../pixels.ts";
import { referenceIssue } from "../references.ts";
import { type ArkFormRequest, referencesOf } from "./request.ts";

/** Checks one limit for a request that matches its schema. */
export type Check<R extends ArkFormRequest = ArkFormRequest> = (request: R, model: ModelSpec) => Issue | undefined;

/** Requires a prompt. */
export const prompt: Check = ({ prompt }) => (prompt.trim() ? undefined : invalid("prompt", "it must not be empty"));

/** Requires a model that accepts a seed. */
export const seed: Check = ({ seed }, model) => (seed !== undefined && !model.seed ? unsupported("seed") : undefined);

/** Requires a model that accepts the native fields. */
export function native(document: OpenApiDocument): Check {
  return (request, model) => nativeIssue(request, model, document);
}

/** Requires a model that makes groups of this size. */
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

/** Requires a model that accepts reference images of this kind and number. */
export const references: Check = (request, model) => referenceIssue("image", referencesOf(request), model.references);

/** Requires a model that makes images of this size. */
export const size: Check = ({ size, model: id }, { size: limits }) => {
  if (size === undefined) return undefined;
  if (Object.hasOwn(limits.tiers, size) || limits.keywords?.some((keyword) => keyword === size)) return undefined;
  const pixels = pixelsOf(size);
  return pixels && limits.custom ? pixelIssue(pixels, limits) : sizeNotSupported(size, id);
};

/** Returns the issue of a size that the model does not make. */
export function sizeNotSupported(size: string, id: string): Issue {
  return invalidSize(`the specified size ${shown(size)} is not supported for model ${id}`);
}
