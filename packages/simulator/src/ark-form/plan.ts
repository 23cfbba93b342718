import { type Cost, estimateCost, type ModelSpec } from "@seedream-clients/core";
import { layersFor } from "../layers.ts";
import type { Picture } from "../picture.ts";
import { expired, picturesFor } from "../pictures.ts";
import { pixelsOf, type Sides } from "../pixels.ts";
import type { Scenario } from "../scenarios.ts";
import type { ArkFormName } from "./name.ts";
import { type ArkFormRequest, referencesOf } from "./request.ts";
import { type ArkError, INTERNAL_ERROR, OUTPUT_BLOCKED } from "./words.ts";

/** One image of an answer: a picture to be drawn, or the reason why there is none. */
export type Outcome = { readonly picture: Picture } | { readonly error: ArkError };

/** Everything that an answer will say, whatever form it takes. */
export interface Plan {
  /** Id of the model that answers. */
  readonly model: string;
  readonly outcomes: readonly Outcome[];
  readonly inline: boolean;
  readonly stream: boolean;
  /** Whether the connection breaks before the answer is complete. */
  readonly drops: boolean;
  /** Milliseconds that it takes beside those for the images. */
  readonly delay: number;
  /** What the images that are made would cost. */
  readonly cost?: Cost | undefined;
  /** File format of the images. */
  readonly format: "jpeg" | "png";
  /** Why the request as a whole came to nothing, in an answer that is otherwise a good one. */
  readonly failure?: ArkError;
  /** Whether `data` stands there, empty, in an answer without images. */
  readonly keepsData?: boolean;
  /** The tools that the answer names as used. */
  readonly tools?: readonly { readonly type: string }[];
  /** Reference images, where the model's answers count them. */
  readonly inputImages?: number;
  /** Whether the model's answers name the format of each image. */
  readonly namesFormat?: boolean;
  /** Whether an image is taken apart into layers. */
  readonly layered?: boolean;
  /** Whether the images are transparent. */
  readonly transparent?: boolean;
  /** Whether the model's answers name the background of each image. */
  readonly namesBackground?: boolean;
}

/** What a plan is made from, beside the request. */
export interface Circumstances {
  readonly model: ModelSpec;
  /** Id by which the model answers. */
  readonly id: string;
  /** Region of the address that was called. */
  readonly region: string;
  readonly scenario: Scenario<ArkFormName> | undefined;
  /** Milliseconds that the scenario adds. */
  readonly delay: number;
  /** The same for the same request, so that the same images come of it. */
  readonly fingerprint: string;
  /** Whether images have a watermark unasked. */
  readonly watermark: boolean;
  /** What the provider adds. */
  readonly details: Partial<Plan>;
}

/** Decides what comes of a valid request. */
export function planFor(request: ArkFormRequest, circumstances: Circumstances): Plan {
  const { model, id, region, scenario, delay, fingerprint, details } = circumstances;
  const [width, height] = sizeFor(request, model);
  const { format = model.output.formats[0] === "png" ? "png" : "jpeg" } = details;
  const style = {
    format,
    width,
    height,
    prompt: request.prompt,
    model: id,
    references: referencesOf(request).length,
    watermark: request.watermark ?? circumstances.watermark,
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
    cost: estimateCost(model, areasOf(outcomes), region),
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

/** The model chooses how many images make a group; here it is always the most that are allowed. */
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

/** The recommended size of the first proportion that the prompt names, or the square one. */
function fromTable(table: Readonly<Record<string, string>>, prompt: string): string {
  const named = [...prompt.matchAll(/(\d{1,2})\s*[:\uff1a]\s*(\d{1,2})/g)].map(
    ([, width, height]) => `${width}:${height}`,
  );
  const ratio = named.find((proportion) => Object.hasOwn(table, proportion)) ?? "1:1";
  return table[ratio] ?? Object.values(table)[0] ?? "";
}

/** A group fails at its second image, a single image itself. */
function outcomesFor(pictures: readonly Picture[], scenario: Scenario<ArkFormName> | undefined): readonly Outcome[] {
  const outcomes = pictures.map((picture): Outcome => ({ picture }));
  const failing = Math.min(1, pictures.length - 1);
  if (scenario === "one-image-blocked") return outcomes.with(failing, { error: OUTPUT_BLOCKED });
  if (scenario === "group-ends-at-internal-error") return [...outcomes.slice(0, failing), { error: INTERNAL_ERROR }];
  return outcomes;
}
