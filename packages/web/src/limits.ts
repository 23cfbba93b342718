import { findModel, type ImageRequest, type ImageSize, type Issue, type SeedreamClient } from "@seedream-clients/core";
import { isTier } from "@seedream-clients/core/client";
import type { Spending } from "./spending.ts";

/** Limits on the requests of pages. Anything that is not stated is refused. */
export interface Limits {
  /** Portable names, or wire ids of models without one: `["seedream-4.5"]`. `"any"`: all models, also unknown ones. */
  readonly models: readonly string[] | "any";
  /**
   * Sizes beside the model's default. A resolution (`"2K"`) allows all its aspect ratios. An aspect ratio without a
   * resolution has the model's default resolution, as in a request. Default: none. `"any"`: all sizes of the model.
   */
  readonly sizes?: readonly ImageSize[] | "any" | undefined;
  /** Most images of a request, including layers. Default: 1. */
  readonly count?: number | undefined;
  /** Reference images. Default: none. */
  readonly references?: ReferenceLimits | undefined;
  /** Fields of `native` that a page may set. Some contain an address, which a page must not choose. Default: none. */
  readonly native?: readonly string[] | undefined;
  /** Limits of spending. `"unlimited"` lets every user spend the whole account. */
  readonly spending: Spending | "unlimited";
}

/** Limits on reference images. */
export interface ReferenceLimits {
  /** Most images of a request. */
  readonly count: number;
  /** Most bytes of one image. */
  readonly bytes: number;
  /** Whether a page may pass links, which the provider fetches. Default: `false`, only files. */
  readonly links?: boolean | undefined;
}

/**
 * Finds the parts of a request that exceed the limits.
 *
 * @param made Most images that the request makes.
 */
export function* limitIssues(
  request: ImageRequest,
  made: number,
  client: SeedreamClient,
  limits: Limits,
): Generator<Issue, void> {
  const { model = client.models.default, size, count = 1, images = [], native = {} } = request;
  const { models, references } = limits;
  const spec = findModel(client.models, model);
  const name = spec?.name ?? model;
  if (models !== "any" && !models.includes(name) && !models.includes(model)) {
    yield issue(["model"], `model is ${quote(model)}; this server allows ${models.map(quote).join(", ")}`);
  }
  if (!allowsSize(limits.sizes ?? [], size, resolutionOf(spec?.size.default))) {
    const allowed = limits.sizes?.length ? list(limits.sizes) : "only the model's default; leave it out";
    yield issue(["size"], `size is ${quote(size)}; this server allows ${allowed}`);
  }
  const most = limits.count ?? 1;
  if (!(count <= most)) yield issue(["count"], `count is ${count}; this server allows at most ${most}`);
  else if (made > most) yield issue(["native"], `native asks for up to ${made} images; this server allows ${most}`);
  yield* referenceIssues([images].flat(), references);
  for (const field of Object.keys(native)) {
    if (limits.native?.includes(field)) continue;
    yield issue(["native", field], `native has ${quote(field)}; this server allows ${list(limits.native ?? [])}`);
  }
}

function* referenceIssues(images: readonly unknown[], limits: ReferenceLimits | undefined): Generator<Issue, void> {
  const { count, bytes, links = false } = limits ?? { count: 0, bytes: 0 };
  if (images.length > count) {
    yield issue(["images"], `images has ${images.length} entries; this server allows ${count}`);
    return;
  }
  for (const [index, image] of images.entries()) {
    const size = typeof image === "string" ? fileSize(image) : 0;
    if (size === undefined && links && /^https?:/i.test(String(image))) continue;
    if (size === undefined || typeof image !== "string") {
      const rule = links ? "a file or a link that begins with https:" : "a file; this server allows no links";
      yield issue(["images", index], `images[${index}] must be ${rule}`);
    } else if (size > bytes) {
      yield issue(["images", index], `images[${index}] has ${size} bytes; this server allows ${bytes}`);
    }
  }
}

/** Bytes of a `data:` URI; `undefined` for anything else. */
function fileSize(reference: string): number | undefined {
  const [start = ""] = /^data:image\/[\w.+*-]+;base64,/i.exec(reference) ?? [];
  return start ? Math.floor(((reference.length - start.length) * 3) / 4) : undefined;
}

function allowsSize(sizes: readonly ImageSize[] | "any", asked: ImageSize | undefined, usual: string): boolean {
  if (sizes === "any" || asked === undefined) return true;
  if (typeof asked === "string") return sizes.includes(asked);
  const { aspectRatio, resolution = usual } = Object(asked);
  // JSON may have a list here, and core would read a list of one string as that string.
  if (typeof aspectRatio !== "string") return false;
  return sizes.some((size) =>
    typeof size === "string"
      ? size === resolution
      : size.aspectRatio === aspectRatio && (size.resolution ?? usual) === resolution,
  );
}

/** Returns the resolution of the model's default size, which a client adds to an aspect ratio. */
function resolutionOf(size = "2K"): string {
  const [side = 2048] = /^\d+(?=x)/.exec(size) ?? [];
  return isTier(size) ? size : `${Number(side) / 1024}K`;
}

/** Most bytes of a body within the limits: references as Base64, and a generous prompt. */
export function mostBodyBytes({ references }: Limits): number {
  const { count, bytes } = references ?? { count: 0, bytes: 0 };
  return 256 * 1024 + count * (Math.ceil((bytes * 4) / 3) + 4096);
}

function issue(path: readonly PropertyKey[], message: string): Issue {
  return { path, message, code: "limit" };
}

/** Quotes a value, cut to 120 characters, because a page may send a very long one. */
const quote = (value: unknown) => JSON.stringify(value).slice(0, 120);

const list = (values: readonly unknown[] | "any") =>
  values.length > 0 && values !== "any" ? values.map((value) => JSON.stringify(value)).join(", ") : "none";
