import { type Cost, estimateCost, type ModelSpec } from "@seedream-clients/core";
import { layersFor } from "../layers.ts";
import type { Picture } from "../picture.ts";
import { expired, picturesFor } from "../pictures.ts";
import { pixelsOf, type Sides } from "../pixels.ts";
import { type ArkError, INTERNAL_ERROR, OUTPUT_BLOCKED } from "./errors.ts";
import { type ArkFormRequest, referencesOf } from "./request.ts";

/** One image of a response: a picture to draw, or the reason why there is none. */
export type Outcome = { readonly picture: Picture } | { readonly error: ArkError };

/** Content of a response, whole or streamed. */
export interface Plan {
  /** Id of the model in the response. */
  readonly model: string;
  readonly outcomes: readonly Outcome[];
  readonly inline: boolean;
  readonly stream: boolean;
  /** Whether the connection breaks before the response is complete. */
  readonly drops: boolean;
  /** Time that the response takes in addition to the images, in ms. */
  readonly delay: number;
  /** Price of the images. */
  readonly cost?: Cost | undefined;
  /** File format of the images. */
  readonly format: "jpeg" | "png";
  /** Error of the whole request, inside a response with status 200. */
  readonly failure?: ArkError;
  /** Whether a response without images has an empty `data`. */
  readonly keepsData?: boolean;
  /** The tools that the response names as used. */
  readonly tools?: readonly { readonly type: string }[];
  /** Number of reference images, if the model's responses have it. */
  readonly inputImages?: number;
  /** Whether the model's responses name the format of each image. */
  readonly namesFormat?: boolean;
  /** Whether an image is decomposed into layers. */
  readonly layered?: boolean;
  /** Whether the images are transparent. */
  readonly transparent?: boolean;
  /** Whether the model's responses name the background of each image. */
  readonly namesBackground?: boolean;
}

/** Input of a plan in addition to the request. */
export interface PlanContext {
  readonly model: ModelSpec;
  /** Id of the model in the response. */
  readonly id: string;
  /** Region of the address that was called. */
  readonly region: string;
  readonly scenario: string | undefined;
  /** Time that the scenario adds, in ms. */
  readonly delay: number;
  /** Digest of the request, so that the same request has the same images. */
  readonly fingerprint: string;
  /** Default of `watermark`. */
  readonly watermark: boolean;
  /** The parts that only this provider has. */
  readonly details: Partial<Plan>;
}

/** Plans the response to a valid request. */
export function planFor(request: ArkFormRequest, planContext: PlanContext): Plan {
  const { model, id, region, scenario, delay, fingerprint, details } = planContext;
  const [width, height] = sizeFor(request, model);
  const { format = model.output.formats[0] === "png" ? "png" : "jpeg" } = details;
  const style = {
    format,
    width,
    height,
    prompt: request.prompt,
    model: id,
    references: referencesOf(request).length,
    watermark: request.watermark ?? planContext.watermark,
    transparent: details.transparent ?? false,
  };
  const drawn = details.layered
    ? layersFor(style, fingerprint)
    : picturesFor(style, countFor(request, model), fingerprint);
  const pictures = scenario === "expired-link" ? drawn.map(expired) : drawn;
  // If one layer fails, the whole request fails.
  const attempted = details.layered && scenario === "one-image-blocked" ? pictures.slice(0, 1) : pictures;
  const outcomes = details.outcomes ?? outcomesFor(attempted, scenario);
  return {
    model: id,
    outcomes,
    cost: estimateCost(model, areasOf(outcomes), region, referencesOf(request).length),
    delay,
    inline: request.response_format === "b64_json" && model.output.deliveries.includes("inline"),
    stream: (request.stream ?? false) && model.stream,
    drops: scenario === "dropped-mid-stream",
    format,
    ...details,
  };
}

function areasOf(outcomes: readonly Outcome[]): readonly number[] {
  return outcomes.flatMap((outcome) => ("picture" in outcome ? [outcome.picture.width * outcome.picture.height] : []));
}

/** Returns the number of images. A real model chooses the size of a group; the mock makes the most that are allowed. */
function countFor(request: ArkFormRequest, { group }: ModelSpec): number {
  if (!group || request.sequential_image_generation !== "auto") return 1;
  const { max_images = group.max } = request.sequential_image_generation_options ?? {};
  const left = (group.total ?? Infinity) - referencesOf(request).length;
  return Math.max(1, Math.min(max_images, left));
}

function sizeFor({ size, prompt }: ArkFormRequest, { size: limits }: ModelSpec): Sides {
  const asked = size ?? limits.default ?? "";
  const tier = Object.entries(limits.tiers).find(([name]) => name === asked)?.[1];
  return pixelsOf(tier ? fromTable(tier, prompt) : asked) ?? [1024, 1024];
}

/** Returns the recommended size of the first aspect ratio that the prompt names, or the square one. */
function fromTable(table: Readonly<Record<string, string>>, prompt: string): string {
  const named = [...prompt.matchAll(/(\d{1,2})\s*[:\uff1a]\s*(\d{1,2})/g)].map(
    ([, width, height]) => `${width}:${height}`,
  );
  const ratio = named.find((item) => Object.hasOwn(table, item)) ?? "1:1";
  return table[ratio] ?? Object.values(table)[0] ?? "";
}

/** Fails the second image of a group, or the only image. */
function outcomesFor(pictures: readonly Picture[], scenario: string | undefined): readonly Outcome[] {
  const outcomes = pictures.map((picture): Outcome => ({ picture }));
  const failing = Math.min(1, pictures.length - 1);
  if (scenario === "one-image-blocked") return outcomes.with(failing, { error: OUTPUT_BLOCKED });
  if (scenario === "group-ends-at-internal-error") return [...outcomes.slice(0, failing), { error: INTERNAL_ERROR }];
  return outcomes;
}
