import type { ModelSpec } from "@seedream-clients/core";
import { type Check, group, native, prompt, references, seed, size, sizeNotSupported } from "../ark-form/checks.ts";
import { referencesOf } from "../ark-form/request.ts";
import { document } from "../generated/ark.ts";
import { invalid, invalidSize, unsupported } from "../issue.ts";
import { pixelsOf } from "../pixels.ts";
import type { ArkRequest } from "./request.ts";

type ArkCheck = Check<ArkRequest>;

const promptOrLayers: ArkCheck = (request, model) => (request.layer_decomposition ? undefined : prompt(request, model));

const streaming: ArkCheck = ({ stream }, model) => (stream && !model.stream ? unsupported("stream") : undefined);

const outputFormat: ArkCheck = ({ output_format }, { output }) => {
  if (output_format === undefined) return undefined;
  if (!output.selectable) return unsupported("output_format");
  return output.formats.includes(output_format)
    ? undefined
    : invalid("output_format", `it must be one of: ${output.formats.join(", ")}`);
};

const promptOptimization: ArkCheck = ({ optimize_prompt_options: options }, { promptOptimization: modes }) => {
  if (!options) return undefined;
  if (modes.length === 0) return unsupported("optimize_prompt_options");
  if (!options.mode || modes.includes(options.mode)) return undefined;
  const allowed = modes.map((mode) => `'${mode}'`).join(" or ");
  return invalid("optimize_prompt_options.mode", `it must be ${allowed}`);
};

const layers: ArkCheck = (request) => {
  if (!request.layer_decomposition) return undefined;
  if (referencesOf(request).length !== 1) return invalid("image", "layer decomposition takes exactly one image");
  return pixelsOf(request.size ?? "") ? invalidSize("layer decomposition takes auto or a tier") : undefined;
};

/** Returns whether the model makes transparent images from text. Only 5.5 does, and only its default format is PNG. */
export function makesTransparency({ output }: ModelSpec): boolean {
  return output.formats[0] === "png";
}

const background: ArkCheck = (request, model) => {
  if (request.background === undefined) return undefined;
  if (request.layer_decomposition) return invalid("background", "layer decomposition does not take it");
  if (request.background !== "transparent") return undefined;
  if (!makesTransparency(model) && referencesOf(request).length !== 1) {
    return invalid("background", "transparent takes exactly one reference image");
  }
  return request.output_format === "jpeg" ? invalid("output_format", "jpeg has no transparency") : undefined;
};

const autoSize: ArkCheck = ({ size, layer_decomposition, model }) =>
  size === "auto" && !layer_decomposition ? sizeNotSupported(size, model) : undefined;

/** Ark's limits, in the order in which it checks them. */
export const CHECKS: readonly ArkCheck[] = [
  promptOrLayers,
  native(document),
  seed,
  streaming,
  group,
  outputFormat,
  promptOptimization,
  references,
  layers,
  background,
  autoSize,
  size,
];
