import type { ModelCatalogue, ModelSpec } from "../contract/catalogue.ts";
import type { ImageRequest } from "../contract/request.ts";
import type { PreparedRequest, ProviderFacts } from "../provider.ts";
import { readInline } from "./references.ts";
import { is, quote, type Report } from "./report.ts";
import { type ResolvedSize, toRatio } from "./size.ts";

/** Capabilities of a model that concern only the look of the images: wishes beyond them are dropped. */
export type Capabilities = Pick<ModelSpec, "output" | "promptOptimization" | "seed" | "stream">;

/** Joins the capabilities of all models of a provider, for a model that this version does not know. */
export function anyModel({ models }: ModelCatalogue): Capabilities {
  const seed = models.find((model) => model.seed)?.seed;
  const unite = <T>(listOf: (model: ModelSpec) => readonly T[]): T[] => [...new Set(models.flatMap(listOf))];
  return {
    output: {
      formats: unite(({ output }) => (output.selectable ? output.formats : [])),
      selectable: models.some(({ output }) => output.selectable),
      deliveries: unite(({ output }) => output.deliveries),
    },
    promptOptimization: unite(({ promptOptimization }) => promptOptimization),
    ...(seed && { seed }),
    stream: models.some(({ stream }) => stream),
  };
}

/** Drops options that the model does not support, with a warning for each. */
export function dropUnsupported(
  {
    seed,
    promptOptimization: mode,
    output: { delivery = "url", format } = {},
  }: Pick<ImageRequest, "seed" | "promptOptimization" | "output">,
  { seed: seeds, promptOptimization: modes, output: { deliveries, formats, selectable } }: Capabilities,
  report: Report,
): Pick<PreparedRequest, "seed" | "promptOptimization" | "delivery" | "format"> {
  const keep = <T>(feature: string, value: T | undefined, accepted: readonly unknown[]): T | undefined => {
    if (value === undefined || accepted.includes(value)) return value;
    const rule = accepted.length > 0 ? `accepts ${accepted.join(", ")}` : "does not accept the field";
    report.warn("unsupported", feature, `${quote(value)} was dropped`, `${report.model} ${rule}`);
    return undefined;
  };
  const choosable = formats.filter((known): known is "jpeg" | "png" => known === "jpeg" || known === "png");
  const isDefault = !selectable && format === formats[0];
  return {
    seed: keep("seed", seed, seeds ? [seed] : []),
    promptOptimization: keep("promptOptimization", mode, modes),
    delivery: keep("output.delivery", delivery, deliveries) ?? deliveries[0] ?? delivery,
    format: isDefault ? undefined : keep("output.format", format, selectable ? choosable : []),
  };
}

/**
 * Fits a request to the provider's wire format. Options for the look of the image are dropped with a warning. Count,
 * references and size become issues, because the request would otherwise pay for less than it asks for.
 */
export function fitToWire(
  request: Pick<PreparedRequest, "count" | "references" | "size" | "spec" | "watermark">,
  { name, wire, uploads }: ProviderFacts,
  report: Report,
): Pick<PreparedRequest, "count" | "size"> {
  const { count, references, size, spec, watermark } = request;
  if (watermark && !wire.watermark) {
    report.warn("unsupported", "watermark", "was dropped", `${name} has no field for it`);
  }
  if (count > 1 && !wire.count) {
    report.issue(["count"], is(count), `${name} makes one image per request`, "cannot-send");
  }
  if (wire.references === "link") {
    for (const [index, reference] of references.entries()) {
      if (!reference.startsWith("data:") || (uploads && readInline(reference))) continue;
      report.issue(["images", index], "is inline", `${name} accepts links only`, "cannot-send");
    }
  }
  return { count: wire.count ? count : 1, size: fitSize(size, spec, wire.size, name, report) };
}

function fitSize(
  size: ResolvedSize,
  spec: ModelSpec | undefined,
  form: ProviderFacts["wire"]["size"],
  name: string,
  report: Report,
): ResolvedSize {
  const { text } = size;
  // The tables of a known model decide: an aspect ratio that they do not list is sent in pixels.
  const asked = form === "any" && spec && text ? { text } : size;
  const ratio = form === "pixels" ? size : toRatio(asked, spec);
  if (!ratio && form === "ratio") {
    report.issue(["size"], is(text), `${name} accepts no pixels: pass { aspectRatio, resolution }`, "cannot-send");
  }
  return ratio ?? asked;
}
