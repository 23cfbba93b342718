import type { ImageRequest } from "./contract.ts";
import type { Finding, Note } from "./finding.ts";
import { findModel, type ModelCatalogue, type ModelSpec } from "./models.ts";
import { type ResolvedSize, resolveSize, within } from "./size.ts";

/** A request checked against its model and in one form for every provider; a provider's `toWire` starts from it. */
export interface PreparedRequest {
  /** Wire id. */
  readonly model: string;
  readonly spec: ModelSpec | undefined;
  readonly prompt: string;
  /** URLs and `data:` URIs. */
  readonly references: readonly string[];
  readonly size: ResolvedSize;
  readonly count: number;
  readonly seed: number | undefined;
  readonly watermark: boolean;
  readonly promptOptimization: "standard" | "fast" | undefined;
  readonly delivery: "url" | "inline";
  readonly format: "jpeg" | "png" | undefined;
  /** Whether to ask for a stream. */
  readonly stream: boolean;
  readonly findings: readonly Finding[];
}

/**
 * Brings a request into one form and checks it against its model, before it costs anything.
 *
 * @param streaming whether the caller wants each image as it arrives.
 */
export async function prepare(
  request: ImageRequest,
  catalogue: ModelCatalogue,
  region: string,
  streaming: boolean,
): Promise<PreparedRequest> {
  const { model: asked = catalogue.default, prompt, count = 1, watermark = false } = request;
  let { images = [], seed, promptOptimization, output: { delivery = "url", format } = {} } = request;
  const spec = findModel(catalogue, asked);
  const { ids, group, references: limits = { max: 0, advised: 0 } } = spec ?? {};
  const model = spec?.name === asked ? (ids?.[region] ?? ids?.["*"])?.[0] : asked;

  const findings: Finding[] = [];
  const note: Note = (feature, rule, value, allowed) => {
    findings.push({ feature, rule, value, allowed });
  };
  const integer = (feature: string, value: number, range: readonly [number, number]) => {
    if (!Number.isInteger(value) || !within(value, range)) note(feature, "range", value, range);
  };

  if (typeof prompt !== "string" || !prompt.trim()) note("prompt", "empty");
  if (!model) note("model", "region", region, Object.keys(ids ?? {}));
  if (spec?.status === "retired") note("model", "retired");

  images = Array.isArray(images) ? images : [images];
  const { length } = images;
  const references = length > 0 ? await (await import("./reference.ts")).toReferences(images, spec, note) : [];
  const size = resolveSize(request.size, spec, note);

  if (length === 0 && spec?.size.keywords?.some((word) => word === size.text))
    note("size", "needs-reference", size.text);
  integer("count", count, [1, spec && !group ? 1 : (group?.max ?? 15)]);
  if (spec) {
    const { max = length, advised = max } = limits;
    if (length > advised) note("images", length > max ? "most" : "advised", length, length > max ? max : advised);
  }
  if (group && count > 1) {
    const { needsReference, total = Number.POSITIVE_INFINITY, totalEnforced } = group;
    if (needsReference && length === 0) note("count", "needs-reference", count);
    if (length + count > total) note("count", totalEnforced ? "together" : "together-advised", length + count, total);
  }
  const {
    output,
    promptOptimization: modes,
    seed: seeds,
    stream,
  } = spec ?? (await import("./any-model.ts")).anyModel(catalogue);
  if (seed !== undefined && spec?.seed) integer("seed", seed, spec.seed);
  else if (seed !== undefined && !seeds) {
    note("seed", "left-out");
    seed = undefined;
  }
  if (promptOptimization && !modes.includes(promptOptimization)) {
    note("promptOptimization", "left-out", promptOptimization, modes);
    promptOptimization = undefined;
  }
  if (!output.deliveries.includes(delivery)) {
    note("output.delivery", "left-out", delivery, output.deliveries);
    delivery = output.deliveries[0] ?? delivery;
  }
  if (format && !(output.selectable && output.formats.includes(format))) {
    if (format !== output.formats[0]) note("output.format", "left-out", format, output.formats);
    format = undefined;
  }
  // A group streams underneath also for generate(): images that arrived survive a drop of the connection.
  const streams = stream && (streaming || (count > 1 && !!spec));
  if (streaming && !streams) note("stream", "no-stream");

  return {
    model: model ?? asked,
    spec,
    prompt,
    references,
    size,
    count,
    seed,
    watermark,
    promptOptimization,
    delivery,
    format,
    stream: streams,
    findings,
  };
}
