import { findModel, type ModelCatalogue } from "../contract/catalogue.ts";
import type { ImageRequest } from "../contract/request.ts";

/**
 * Finds a field of `native` that may ask for more images, or larger ones, than estimates count. An unlisted field may
 * override the request, and the number of layers is known of listed models alone. Limits on spending must refuse it.
 */
export function uncountedField(
  catalogue: ModelCatalogue,
  { model = catalogue.default, native = {} }: Pick<ImageRequest<string>, "model" | "native">,
): string | undefined {
  const { models } = catalogue;
  const counted = models.flatMap((each) => each.native ?? []);
  const layers = findModel(catalogue, model)?.layers ? [] : models.flatMap((each) => each.layers?.field ?? []);
  return Object.keys(native).find(
    (field) => !counted.includes(field) || (layers.includes(field) && Reflect.get(native, field)),
  );
}

/** Finds a field of `native` that is billed beside the images, at a price that no estimate includes. */
export function unpricedField(
  { models }: ModelCatalogue,
  { native = {} }: Pick<ImageRequest, "native">,
): string | undefined {
  const unlisted = models.flatMap(({ prices }) => prices.flatMap((price) => price.unlisted ?? []));
  return unlisted.find((field) => Reflect.get(native, field) !== undefined);
}
