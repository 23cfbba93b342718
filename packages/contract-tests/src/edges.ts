import type { ImageRequest, ModelCatalogue, ModelSpec, PixelSize, Range } from "@seedream-clients/core";

/** A request close to a limit of a model. */
export interface Edge {
  readonly name: string;
  readonly request: Partial<ImageRequest>;
  /** The field of the request with the limit. */
  readonly field: keyof ImageRequest;
  /** Whether the limit allows it. */
  readonly inside: boolean;
}

/** Requests by native field. */
export type NativeSamples = Readonly<Record<string, Partial<ImageRequest>>>;

/** A valid request for each native field with fixtures that are for some models only. */
const commonSamples: NativeSamples = {
  background: { native: { background: "opaque" } },
  guidance_scale: { native: { guidance_scale: 2.5 } },
  layer_decomposition: { native: { layer_decomposition: true }, images: links(1) },
  logo_info: { native: { logo_info: { add_logo: true } } },
  nsfw_check: { native: { nsfw_check: true } },
  optimize_prompt: { native: { optimize_prompt: true } },
  tools: { native: { tools: [{ type: "web_search" }] } },
  webhook: { native: { webhook: "https://studio.example/apimart" } },
};

/** Returns requests just inside and just outside each limit of a model. */
export function edgesOf(model: ModelSpec, catalogue: ModelCatalogue, fromFixtures: NativeSamples): Edge[] {
  const samples = { ...commonSamples, ...fromFixtures };
  return [
    ...sizes(model),
    ...references(model),
    ...counts(model),
    ...seeds(model),
    ...nativeFields(model, catalogue, samples),
  ];
}

function* sizes({ size: { custom, pixels, ratio, tiers, keywords = [] } }: ModelSpec): Generator<Edge> {
  for (const tier of Object.keys(tiers))
    yield { name: `size ${tier}`, request: { size: tier as "2K" }, field: "size", inside: true };
  if (!keywords.includes("adaptive")) yield edge("size", "adaptive", false);
  yield edge("size", "7K", false);
  if (!custom) return yield edge("size", "2049x2047", false);
  if (pixels) {
    const [least, most] = pixels;
    const low = Math.ceil(Math.sqrt(least));
    const high = Math.floor(Math.sqrt(most));
    yield edge("size", `${low}x${Math.ceil(least / low)}`, true);
    yield edge("size", `${low}x${Math.ceil(least / low) - 1}`, false);
    yield edge("size", `${high}x${Math.floor(most / high)}`, true);
    yield edge("size", `${high}x${Math.floor(most / high) + 1}`, false);
  }
  if (ratio) yield* aspectRatios(ratio, pixels ?? [1, Number.POSITIVE_INFINITY]);
}

function* aspectRatios([lowest, highest]: Range, [minPixels]: Range): Generator<Edge> {
  const short = Math.ceil(Math.sqrt(minPixels / highest));
  yield edge("size", `${highest * short}x${short}`, true);
  yield edge("size", `${highest * short + 1}x${short}`, false);
  yield edge("size", `${short}x${short / lowest}`, true);
  yield edge("size", `${short}x${short / lowest + 1}`, false);
}

function* references({ references: limits }: ModelSpec): Generator<Edge> {
  const most = limits ? limits.max : 0;
  if (most === undefined) return;
  if (most > 0) yield { name: `${most} references`, request: { images: links(most) }, field: "images", inside: true };
  yield { name: `${most + 1} references`, request: { images: links(most + 1) }, field: "images", inside: false };
}

function* counts({ group }: ModelSpec): Generator<Edge> {
  const { max = 1, needsReference = false, total = Number.POSITIVE_INFINITY, totalEnforced = false } = group ?? {};
  const images = needsReference ? links(1) : [];
  const most = Math.min(max, total - images.length);
  yield { name: `${most} images`, request: { count: most, images }, field: "count", inside: true };
  yield { name: `${max + 1} images`, request: { count: max + 1, images }, field: "count", inside: false };
  if (needsReference)
    yield { name: "2 images without a reference", request: { count: 2 }, field: "count", inside: false };
  if (totalEnforced) {
    const over = { count: 2, images: links(total - 1) };
    yield { name: `${total - 1} references and 2 images`, request: over, field: "count", inside: false };
  }
}

function* seeds({ seed }: ModelSpec): Generator<Edge> {
  if (!seed) return;
  for (const value of seed) yield { name: `seed ${value}`, request: { seed: value }, field: "seed", inside: true };
  yield { name: `seed ${seed[0] - 1}`, request: { seed: seed[0] - 1 }, field: "seed", inside: false };
  yield { name: `seed ${seed[1] + 1}`, request: { seed: seed[1] + 1 }, field: "seed", inside: false };
}

function* nativeFields({ native }: ModelSpec, { models }: ModelCatalogue, samples: NativeSamples): Generator<Edge> {
  if (!native) return;
  for (const field of new Set(models.flatMap((model) => model.native ?? []))) {
    const request = samples[field];
    if (!request) throw new Error(`No fixture in requests has native.${field} alone; add one that every model accepts`);
    yield { name: `native.${field}`, request, field: "native", inside: native.includes(field) };
  }
}

function edge(name: "size", size: PixelSize | "7K" | "adaptive", inside: boolean): Edge {
  return { name: `${name} ${size}`, request: { size }, field: name, inside };
}

function links(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `https://example.com/references/${index + 1}.png`);
}
