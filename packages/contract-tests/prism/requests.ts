import type { AspectRatio, ImageRequest, ModelCatalogue, ModelSpec, Tier } from "@seedream-clients/core";
import { edgesOf, type NativeSamples } from "../src/edges.ts";

/** A request that the provider accepts. */
export interface NamedRequest {
  readonly name: string;
  readonly request: ImageRequest;
}

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABh6FO1AAAAABJRU5ErkJggg==",
  "base64",
);

const link = "https://example.com/reference.png";

/** Returns requests with every size, form and number of images that a model accepts. */
export function requestsFor(model: ModelSpec, catalogue: ModelCatalogue, samples: NativeSamples): NamedRequest[] {
  const named = [...sizes(model), ...references(model), ...outputs(model), ...edges(model, catalogue, samples)];
  return named.map(({ name, request }) => ({
    name,
    request: { prompt: "A lighthouse at dusk", model: model.name, ...request },
  }));
}

interface Part {
  readonly name: string;
  readonly request: Partial<ImageRequest>;
}

function edges(model: ModelSpec, catalogue: ModelCatalogue, samples: NativeSamples): Part[] {
  return edgesOf(model, catalogue, samples).filter(({ inside }) => inside);
}

/** Yields keywords, each aspect ratio of each resolution, and its pixels if the model accepts custom sizes. */
function* sizes({ size: { tiers, keywords = [], custom } }: ModelSpec): Generator<Part> {
  // Some models accept keywords only with a reference.
  for (const keyword of keywords) yield { name: `size ${keyword}`, request: { size: keyword, images: link } };
  for (const [resolution, table] of entries<Tier, (typeof tiers)[Tier]>(tiers)) {
    for (const [aspectRatio, pixels] of entries<AspectRatio, `${number}x${number}`>(table)) {
      yield { name: `size ${aspectRatio} at ${resolution}`, request: { size: { aspectRatio, resolution } } };
      if (custom) yield { name: `size ${pixels}`, request: { size: pixels } };
    }
  }
}

/** Yields a link, a `data:` URI, bytes and a Blob, alone and together. */
function* references({ references: limits, group }: ModelSpec): Generator<Part> {
  if (!limits) return;
  const uri = `data:image/png;base64,${png.toString("base64")}`;
  yield { name: "a link", request: { images: link } };
  yield { name: "a data: URI", request: { images: uri } };
  yield { name: "bytes", request: { images: new Uint8Array(png) } };
  yield { name: "a Blob", request: { images: new Blob([png], { type: "image/png" }) } };
  if ((limits.max ?? 2) > 1) yield { name: "two references", request: { images: [link, uri] } };
  const most = Math.min(group?.max ?? 1, (group?.total ?? 15) - 1);
  for (let count = 2; count <= most; count++) yield { name: `${count} images`, request: { count, images: link } };
}

function* outputs({ output, promptOptimization, seed }: ModelSpec): Generator<Part> {
  for (const delivery of output.deliveries) {
    yield { name: `delivery ${delivery}`, request: { output: { delivery } } };
    if (!output.selectable) continue;
    for (const format of ["jpeg", "png"] as const) {
      if (output.formats.includes(format))
        yield { name: `${format} ${delivery}`, request: { output: { delivery, format } } };
    }
  }
  for (const watermark of [true, false]) yield { name: `watermark ${watermark}`, request: { watermark } };
  for (const mode of promptOptimization) yield { name: `optimization ${mode}`, request: { promptOptimization: mode } };
  if (seed) yield { name: "a seed", request: { seed: 42 } };
}

function entries<Key extends string, Value>(record: Readonly<Record<Key, Value>>): [Key, Value][] {
  return Object.keys(record)
    .filter((key): key is Key => key in record)
    .map((key) => [key, record[key]]);
}
