import type { ModelCatalogue, ModelSpec } from "../src/contract/catalogue.ts";
import type { ClientOptions } from "../src/contract/options.ts";
import type { ImageRequest } from "../src/contract/request.ts";
import { createClient, type ProviderClient } from "../src/generate/create-client.ts";
import { defineProvider } from "../src/provider.ts";
import { arkRefusedAs, readArkMessage } from "../src/response/ark-form.ts";

export const key = "sk-test-0123456789abcdef";

/** A provider in Ark's form with one model that streams and one that does not. */
export const catalogue: ModelCatalogue = {
  default: "seedream-9",
  servers: { here: "https://api.test/v1" },
  models: [
    {
      name: "seedream-9",
      title: "Seedream 9",
      status: "active",
      ids: { here: ["wire-9"] },
      size: {
        default: "2048x2048",
        custom: true,
        pixels: [3_686_400, 16_777_216],
        ratio: [1 / 16, 16],
        tiers: { "2K": { "1:1": "2048x2048", "16:9": "2848x1600" }, "4K": { "1:1": "4096x4096" } },
      },
      references: { max: 14, bytes: 1000, formats: ["jpeg", "png"] },
      group: { max: 15, total: 15, totalEnforced: false, needsReference: false },
      output: { formats: ["jpeg"], selectable: false, deliveries: ["url", "inline"] },
      stream: true,
      promptOptimization: ["standard"],
      prices: [
        { region: "here", currency: "USD", image: 0.04, upToPixels: 5_000_000, asOf: "2026-11" },
        { region: "here", currency: "USD", image: 0.08, asOf: "2026-11" },
      ],
    },
    {
      name: "seedream-8",
      title: "Seedream 8",
      status: "retired",
      ids: { there: ["wire-8"] },
      size: { default: "1K", custom: false, tiers: { "1K": { "1:1": "1024x1024" } }, keywords: ["adaptive"] },
      output: { formats: ["png"], selectable: false, deliveries: ["url"] },
      stream: false,
      promptOptimization: [],
      seed: [-1, 10],
      prices: [],
    },
  ],
};

interface WireRequest {
  model: string;
  prompt: string;
  stream?: boolean;
  count?: number;
}

/** The API of the fake, as openapi-typescript would write it. */
export interface paths {
  "/images": {
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": WireRequest } };
      responses: { 200: { content: { "application/json": unknown }; headers: object } };
    };
  };
}

/** A provider in Ark's form. */
export const fake = defineProvider<paths, WireRequest, object>()({
  name: "fake",
  models: catalogue,
  fields: { model: { types: ["string"] }, prompt: { types: ["string"] } },
  apiKeyVariable: "FAKE_API_KEY",
  clientRequestIdHeader: "x-own-id",
  wire: { watermark: true, count: true, references: "inline", size: "pixels" },
  toWire: ({ model, prompt, stream, count }, native) => ({ model, prompt, stream, count, ...native }),
  submit: (api, body, init) => api.POST("/images", { body, ...init }),
  fromWire: readArkMessage,
  refusedAs: arkRefusedAs,
});

/** @param facts Override the facts of every model in the catalogue. */
export function createFake(
  options: ClientOptions,
  facts: Partial<ModelSpec> = {},
): ProviderClient<string, paths, object> {
  const models = { ...catalogue, models: catalogue.models.map((model) => ({ ...model, ...facts })) };
  return createClient<string, paths, WireRequest, object>({ ...fake, models }, { apiKey: key, ...options }, "here");
}

export const request: ImageRequest = { prompt: "a kite" };

export const answer = {
  model: "wire-9",
  created: 1_790_000_000,
  data: [{ url: "https://files.test/1.jpeg", size: "2048x2048" }],
  usage: { generated_images: 1, output_tokens: 16_384, total_tokens: 16_384 },
};

/** A `fetch` that returns the responses of a list in turn, and records its calls. */
export function scripted(...answers: (Response | Error | ((init: RequestInit) => Promise<Response>))[]) {
  const calls: { url: string; method: string | undefined; headers: Headers; body: unknown }[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    calls.push({
      url: String(input),
      method: init.method,
      headers: new Headers(init.headers),
      body: await decoded(init),
    });
    const next = answers.length > 1 ? answers.shift() : answers[0];
    if (next === undefined) throw new Error("nothing scripted");
    if (next instanceof Error) throw next;
    return next instanceof Response ? next : next(init);
  };
  return { fetch, calls };
}

/** Reads a body as the provider would: JSON, or a form. */
async function decoded({ body, headers }: RequestInit): Promise<unknown> {
  const type = new Headers(headers).get("content-type") ?? "";
  if (type.startsWith("multipart/")) return new Response(body, { headers: { "content-type": type } }).formData();
  return typeof body === "string" ? JSON.parse(body) : body;
}

export const json = (body: unknown, init?: ResponseInit) => Response.json(body, init);

/** A response that sends its pieces and then ends, fails, or stays silent. */
export function pieces(parts: readonly (string | Uint8Array)[], end: "close" | "fail" | "stall" = "close"): Response {
  const queue = [...parts];
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = queue.shift();
      if (next !== undefined) controller.enqueue(typeof next === "string" ? new TextEncoder().encode(next) : next);
      else if (end === "close") controller.close();
      else if (end === "fail") controller.error(new TypeError("terminated"));
      else return new Promise(() => {});
    },
    cancel() {
      cancelled = true;
    },
  });
  return Object.assign(new Response(body), { wasCancelled: () => cancelled });
}

export const event = (data: object) => `event: ${"type" in data ? data.type : ""}\ndata: ${JSON.stringify(data)}\n\n`;

export const succeeded = (index: number) => ({
  type: "image_generation.partial_succeeded",
  model: "wire-9",
  created: 1_790_000_000,
  image_index: index,
  url: `https://files.test/${index}.jpeg`,
  size: "2048x2048",
});

export const completed = (images: number) => ({
  type: "image_generation.completed",
  model: "wire-9",
  created: 1_790_000_009,
  usage: { generated_images: images, output_tokens: 16_384 * images, total_tokens: 16_384 * images },
});

/** Awaits a promise, and returns its value or its error. */
export async function settled(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise;
  } catch (error) {
    return error;
  }
}
