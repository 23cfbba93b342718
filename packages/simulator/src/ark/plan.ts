import type { ModelSpec } from "@seedream-clients/core";
import { digest } from "../hash.ts";
import type { Picture } from "../picture.ts";
import type { Scenario } from "../scenarios.ts";
import { type ImageError, INTERNAL_ERROR, OUTPUT_BLOCKED } from "./errors.ts";
import { pixelsOf } from "./limits.ts";
import { type ArkRequest, referencesOf } from "./request.ts";

/** One image of an answer: a picture to be drawn, or the reason why there is none. */
export type Outcome = { readonly picture: Picture } | { readonly error: ImageError };

/** Everything that an answer will say, whatever form it takes. */
export interface Plan {
  /** Id of the model that answers. */
  readonly model: string;
  readonly outcomes: readonly Outcome[];
  readonly inline: boolean;
  readonly stream: boolean;
  /** Whether the connection breaks before the answer is complete. */
  readonly drops: boolean;
  readonly tools: readonly { readonly type: string }[];
  /** Reference images, where the model's answers count them. */
  readonly inputImages?: number;
  /** Whether the model's answers name the format of each image. */
  readonly namesFormat: boolean;
}

/**
 * Decides what comes of a valid request.
 *
 * @param fingerprint the same for the same request, so that the same images come of it.
 */
export function planFor(
  request: ArkRequest,
  model: ModelSpec,
  id: string,
  scenario: Scenario<"ark"> | undefined,
  fingerprint: string,
): Plan {
  const total = countFor(request, model);
  const [width, height] = sizeFor(request, model);
  // 5.0 pro and flash, the models with layers, say more than the others; `auto` is theirs alone.
  const talkative = model.size.keywords?.includes("auto") ?? false;
  const references = referencesOf(request).length;
  const pictures = Array.from(
    { length: total },
    (_, index): Picture => ({
      id: digest(`${fingerprint} ${id} ${index}`),
      format: formatFor(request, model),
      width,
      height,
      prompt: request.prompt,
      model: id,
      index,
      total,
      references,
      watermark: request.watermark ?? true,
      theme: fingerprint,
    }),
  );
  return {
    model: id,
    outcomes: outcomesFor(pictures, scenario),
    inline: request.response_format === "b64_json",
    stream: request.stream ?? false,
    drops: scenario === "dropped-mid-stream",
    tools: request.tools ?? [],
    namesFormat: talkative,
    ...(talkative && { inputImages: references }),
  };
}

/** Ark lets the model choose how many images make a group; here it is always the most that are allowed. */
function countFor(request: ArkRequest, { group }: ModelSpec): number {
  if (!group || request.sequential_image_generation !== "auto") return 1;
  const { max_images = group.max } = request.sequential_image_generation_options ?? {};
  const left = (group.total ?? Infinity) - referencesOf(request).length;
  return Math.max(1, Math.min(max_images, left));
}

function sizeFor({ size, prompt }: ArkRequest, { size: limits }: ModelSpec): readonly [number, number] {
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

function formatFor({ output_format, background }: ArkRequest, { output }: ModelSpec): "jpeg" | "png" {
  if (background === "transparent") return "png";
  return (output_format ?? output.formats[0]) === "png" ? "png" : "jpeg";
}

/** A group fails at its second image, a single image itself. */
function outcomesFor(pictures: readonly Picture[], scenario: Scenario<"ark"> | undefined): readonly Outcome[] {
  const outcomes = pictures.map((picture): Outcome => ({ picture }));
  const failing = Math.min(1, pictures.length - 1);
  if (scenario === "one-image-blocked") return outcomes.with(failing, { error: OUTPUT_BLOCKED });
  if (scenario === "group-ends-at-internal-error") return [...outcomes.slice(0, failing), { error: INTERNAL_ERROR }];
  return outcomes;
}
