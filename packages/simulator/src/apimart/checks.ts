import type { ModelSpec } from "@seedream-clients/core";
import { document } from "../generated/apimart.ts";
import { type Issue, invalid, invalidSize, shown } from "../issue.ts";
import { nativeIssue } from "../native-fields.ts";
import { pixelIssue, pixelsOf } from "../pixels.ts";
import { referenceIssue } from "../references.ts";
import { countOf, type ImageRequest, shapeOf, tableOf } from "./request.ts";

type Check = (request: ImageRequest, model: ModelSpec) => Issue | undefined;

/** Returns the first limit that a request breaks. The request matches its schema. */
export function limitIssue(request: ImageRequest, model: ModelSpec): Issue | undefined {
  for (const check of CHECKS) {
    const issue = check(request, model);
    if (issue) return issue;
  }
  return undefined;
}

const prompt: Check = ({ prompt }) => (prompt.trim() ? undefined : invalid("prompt", "it must not be empty"));

const native: Check = (request, model) => nativeIssue(request, model, document);

const references: Check = ({ image_urls = [] }, model) => referenceIssue("image_urls", image_urls, model.references);

const count: Check = (request, model) => {
  const { group } = model;
  const images = countOf(request, model);
  if (images === 1) return undefined;
  const field = (request.n ?? 1) > 1 ? "n" : "sequential_image_generation_options.max_images";
  const most = group?.max ?? 1;
  if (images > most) return invalid(field, `${request.model} makes at most ${most} a request`);
  const references = request.image_urls?.length ?? 0;
  if (group?.needsReference && references === 0) {
    return invalid(field, "several images need at least one reference image in image_urls");
  }
  const total = (group?.totalEnforced && group.total) || Infinity;
  return references + images > total
    ? invalid(field, `reference images and images to make cannot exceed ${total} together`)
    : undefined;
};

const layers: Check = ({ layer_decomposition, image_urls = [] }) =>
  layer_decomposition && image_urls.length !== 1
    ? invalid("image_urls", "a decomposition into layers takes exactly one image")
    : undefined;

const shape: Check = (request, model) => {
  const { aspectRatio, resolution } = shapeOf(request, model);
  const pixels = model.size.custom ? pixelsOf(aspectRatio) : undefined;
  if (pixels) return pixelIssue(pixels, model.size);
  const table = tableOf(resolution, model);
  if (!table) {
    return invalid("resolution", `${shown(resolution)} is not one of ${Object.keys(model.size.tiers).join(", ")}`);
  }
  if (aspectRatio === "auto" && model.size.keywords?.includes("auto")) {
    const { length } = request.image_urls ?? [];
    return length > 0
      ? undefined
      : invalidSize("auto uses the aspect ratio of a reference image; add one to image_urls");
  }
  const known = [...Object.keys(table), ...(model.size.keywords ?? [])].join(", ");
  return Object.hasOwn(table, aspectRatio) ? undefined : invalidSize(`${shown(aspectRatio)} is not one of ${known}`);
};

const CHECKS: readonly Check[] = [prompt, native, references, layers, count, shape];
