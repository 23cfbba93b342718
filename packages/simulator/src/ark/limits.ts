import type { ModelSpec } from "@seedream-clients/core";
import { invalid, invalidSize, Refusal, unsupported } from "./errors.ts";
import { type ArkRequest, referencesOf } from "./request.ts";

type Check = (request: ArkRequest, model: ModelSpec) => Refusal | undefined;

/** What Ark would refuse in a request that its schema has passed; the first fault counts. */
export function limitFault(request: ArkRequest, model: ModelSpec): Refusal | undefined {
  for (const check of CHECKS) {
    const fault = check(request, model);
    if (fault) return fault;
  }
  return undefined;
}

const CHECKS: readonly Check[] = [
  prompt,
  streaming,
  group,
  outputFormat,
  promptOptimization,
  referenceCount,
  referenceForm,
  layers,
  background,
  size,
];

function prompt({ prompt, layer_decomposition }: ArkRequest) {
  return prompt.trim() || layer_decomposition ? undefined : invalid("prompt", "it must not be empty");
}

function streaming({ stream }: ArkRequest, model: ModelSpec) {
  return stream && !model.stream ? unsupported("stream") : undefined;
}

function group(request: ArkRequest, { group }: ModelSpec) {
  if (request.sequential_image_generation !== "auto") return undefined;
  if (!group) return unsupported("sequential_image_generation");
  const references = referencesOf(request).length;
  const { max_images = group.max } = request.sequential_image_generation_options ?? {};
  const param = "sequential_image_generation_options.max_images";
  if (max_images > group.max) return invalid(param, `it cannot exceed ${group.max}`);
  if (group.needsReference && references === 0) return invalid("image", "a group needs at least one reference image");
  if (group.totalEnforced && group.total !== undefined && references + max_images > group.total) {
    return invalid(param, `reference images and output images cannot exceed ${group.total} together`);
  }
  return undefined;
}

function outputFormat({ output_format }: ArkRequest, { output }: ModelSpec) {
  if (output_format === undefined) return undefined;
  if (!output.selectable) return unsupported("output_format");
  return output.formats.includes(output_format)
    ? undefined
    : invalid("output_format", `it must be one of: ${output.formats.join(", ")}`);
}

function promptOptimization(
  { optimize_prompt_options: options }: ArkRequest,
  { promptOptimization: modes }: ModelSpec,
) {
  if (!options) return undefined;
  if (modes.length === 0) return unsupported("optimize_prompt_options");
  if (!options.mode || modes.includes(options.mode)) return undefined;
  const allowed = modes.map((mode) => `'${mode}'`).join(" or ");
  return invalid("optimize_prompt_options.mode", `it must be ${allowed}`);
}

function referenceCount(request: ArkRequest, { references }: ModelSpec) {
  const count = referencesOf(request).length;
  if (count > 0 && !references) return unsupported("image");
  const most = references?.max ?? count;
  return count > most ? invalid("image", `number of reference images cannot exceed ${most}`) : undefined;
}

function referenceForm(request: ArkRequest, { references }: ModelSpec) {
  for (const reference of referencesOf(request)) {
    const fault = reference.startsWith("data:") ? dataFault(reference, references) : addressFault(reference);
    if (fault) return fault;
  }
  return undefined;
}

function addressFault(reference: string) {
  if (!reference.trim()) return imageFault("EmptyURL", "a reference image is empty");
  const { protocol } = URL.canParse(reference) ? new URL(reference) : { protocol: "" };
  if (protocol === "http:" || protocol === "https:") return undefined;
  return imageFault("InvalidFormat", `${shown(reference)} is neither a URL nor a data URI`);
}

function dataFault(reference: string, limits: ModelSpec["references"]) {
  const [head = "", data = ""] = reference.split(",", 2);
  const format = /^data:image\/([a-z0-9.+-]+);base64$/.exec(head)?.[1]?.replace(/^jpg$/, "jpeg");
  if (!format)
    return imageFault("InvalidFormat", `${shown(head)} must begin with data:image/<format>;base64, in lower case`);
  const { formats, bytes = Infinity } = limits ?? {};
  if (formats && !formats.some((known) => known === format)) {
    return imageFault("InvalidFormat", `the format ${format} is not one of ${formats.join(", ")}`);
  }
  const size = Math.floor((data.length * 3) / 4);
  return size > bytes
    ? invalid("image", `a reference image cannot exceed ${bytes} bytes, and one has ${size}`)
    : undefined;
}

function imageFault(kind: "EmptyURL" | "InvalidFormat", reason: string) {
  return new Refusal(
    400,
    `InvalidImageURL.${kind}`,
    `The parameter \`image\` of this request is not valid: ${reason}`,
    {
      param: "image",
    },
  );
}

function shown(text: string) {
  return text.length > 60 ? `${text.slice(0, 60)}\u2026` : text;
}

/** Only the models that take `auto` for a size take images apart. */
function layers(request: ArkRequest, { size }: ModelSpec) {
  if (!request.layer_decomposition) return undefined;
  if (!size.keywords?.includes("auto")) return unsupported("layer_decomposition");
  if (referencesOf(request).length !== 1) return invalid("image", "layer decomposition takes exactly one image");
  return isPixels(request.size) ? invalidSize("layer decomposition takes auto or a tier") : undefined;
}

function background(request: ArkRequest) {
  if (request.background !== "transparent") return undefined;
  if (referencesOf(request).length !== 1) return invalid("background", "transparent takes exactly one reference image");
  return request.output_format === "jpeg" ? invalid("output_format", "jpeg has no transparency") : undefined;
}

function size({ size, layer_decomposition, model: id }: ArkRequest, { size: limits }: ModelSpec) {
  if (size === undefined) return undefined;
  const notSupported = () => invalidSize(`the specified size ${shown(size)} is not supported for model ${id}`);
  if (size === "auto" && !layer_decomposition) return notSupported();
  if (Object.hasOwn(limits.tiers, size) || limits.keywords?.some((keyword) => keyword === size)) return undefined;
  const pixels = pixelsOf(size);
  return pixels && limits.custom ? pixelFault(pixels, limits) : notSupported();
}

function pixelFault([width, height]: readonly [number, number], { pixels, ratio }: ModelSpec["size"]) {
  const area = width * height;
  if (pixels && area < pixels[0]) return invalidSize(`image size must be at least ${pixels[0]} pixels`);
  if (pixels && area > pixels[1]) return invalidSize(`image size must be at most ${pixels[1]} pixels`);
  if (!area) return invalidSize("width and height must be at least 1");
  const proportion = width / height;
  if (ratio && (proportion < ratio[0] || proportion > ratio[1])) {
    return invalidSize(`width divided by height must be between ${ratio[0]} and ${ratio[1]}`);
  }
  return undefined;
}

function isPixels(size: string | undefined) {
  return size !== undefined && pixelsOf(size) !== undefined;
}

/** Sides of a size in pixels; `undefined` for any other size. */
export function pixelsOf(size: string): readonly [width: number, height: number] | undefined {
  const sides = /^(\d{1,6})x(\d{1,6})$/.exec(size);
  return sides ? [Number(sides[1]), Number(sides[2])] : undefined;
}
