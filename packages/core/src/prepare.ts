import { fit } from "./abilities.ts";
import type { ImageRequest, ReferenceImage } from "./contract.ts";
import type { Finding, Note } from "./finding.ts";
import { findModel, type ModelCatalogue, type ModelSpec } from "./models.ts";
import { checkNumbers } from "./numbers.ts";
import { type ResolvedSize, resolveSize } from "./size.ts";

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
  const { model: asked = catalogue.default, prompt, images = [], count = 1, watermark = false } = request;
  const spec = findModel(catalogue, asked);
  const findings: Finding[] = [];
  const note: Note = (feature, rule, value, allowed) => {
    findings.push({ feature, rule, value, allowed });
  };

  if (typeof prompt !== "string" || !prompt.trim()) note("prompt", "empty");
  const model = wireId(asked, spec, region, note);
  const references = await referencesOf(Array.isArray(images) ? images : [images], spec, note);
  const size = resolveSize(request.size, spec, note);
  const { length } = references;
  if (length === 0 && spec?.size.keywords?.some((word) => word === size.text))
    note("size", "needs-reference", size.text);
  checkNumbers({ count, references: length, seed: request.seed }, spec, note);
  const abilities = spec ?? (await import("./any-model.ts")).anyModel(catalogue);
  const fitting = fit(request, abilities, note);
  // A group streams underneath also for generate(): images that arrived survive a drop of the connection.
  const stream = abilities.stream && (streaming || (count > 1 && !!spec));
  if (streaming && !stream) note("stream", "no-stream");

  return { model, spec, prompt, references, size, count, watermark, ...fitting, stream, findings };
}

function wireId(asked: string, spec: ModelSpec | undefined, region: string, note: Note): string {
  if (spec?.status === "retired") note("model", "retired");
  if (spec?.name !== asked) return asked;
  const [id] = spec.ids[region] ?? spec.ids["*"] ?? [];
  if (!id) note("model", "region", region, Object.keys(spec.ids));
  return id ?? asked;
}

async function referencesOf(images: readonly ReferenceImage[], spec: ModelSpec | undefined, note: Note) {
  return images.length > 0 ? (await import("./reference.ts")).toReferences(images, spec, note) : [];
}
