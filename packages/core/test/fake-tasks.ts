import type { ClientOptions } from "../src/contract/options.ts";
import { createTaskClient, type TaskClient } from "../src/generate/create-client.ts";
import { defineProvider, type PreparedRequest, type ProviderEvent, type ProviderFacts } from "../src/provider.ts";
import { number, object, text } from "../src/response/json.ts";
import { catalogue, key } from "./fake-provider.ts";

interface WireRequest {
  model: string;
  prompt: string;
  images: string[];
}

type None = { query?: never; header?: never; path?: never; cookie?: never };
type Json = { content: { "application/json": unknown }; headers: object };

/** The API of the fake, as openapi-typescript would write it. */
export interface paths {
  "/images": {
    post: {
      parameters: None;
      requestBody: { content: { "application/json": WireRequest } };
      responses: { 200: Json };
    };
  };
  "/uploads": {
    post: {
      parameters: None;
      requestBody: { content: { "multipart/form-data": { file: string } } };
      responses: { 200: Json };
    };
  };
  "/tasks/{id}": {
    get: {
      parameters: { query?: never; header?: never; path: { id: string }; cookie?: never };
      responses: { 200: Json };
    };
  };
}

/** Facts of the provider that a test overrides. */
export type Special = Partial<Pick<ProviderFacts, "fromWire" | "idempotency" | "refusedAs" | "totalTimeout">> & {
  readonly idsOf?: (submission: unknown) => readonly string[];
  /** Another host for uploads, or none. */
  readonly uploads?: false | { readonly baseURL: string };
};

/** A provider with tasks, uploads and idempotency keys. */
export function createFakeTasks(
  options: ClientOptions,
  { idsOf = readIds, uploads, ...special }: Special = {},
  onRequest: (request: PreparedRequest) => void = () => {},
): TaskClient<string, paths, object> {
  const provider = defineProvider<paths, WireRequest, object>()({
    name: "fake",
    models: catalogue,
    fields: {},
    apiKeyVariable: "FAKE_API_KEY",
    totalTimeout: 600_000,
    wire: { watermark: true, count: true, references: "inline", size: "pixels" },
    toWire(request) {
      onRequest(request);
      const { model, prompt, references } = request;
      return { model, prompt, images: [...references] };
    },
    submit: (api, body, init) => api.POST("/images", { body, ...init }),
    fromWire: readTask,
    tasks: {
      idsOf,
      poll: (api, id, init) => api.GET("/tasks/{id}", { params: { path: { id } }, ...init }),
    },
    idempotency: (own) => ({ "idempotency-key": own }),
    ...(uploads !== false && {
      uploads: {
        ...uploads,
        send: (api, form, init) => api.POST("/uploads", { body: { file: "" }, bodySerializer: () => form, ...init }),
        linkOf: (response: unknown) => text(object(response).url),
      },
    }),
    ...special,
  });
  return createTaskClient<string, paths, WireRequest, object>(provider, { apiKey: key, ...options }, "here");
}

function readIds(submission: unknown): readonly string[] {
  return text(object(submission).id)?.split(",") ?? [];
}

function readTask(message: unknown): ProviderEvent[] {
  const { status, progress, url, error } = object(message);
  const state: ProviderEvent = { type: "progress", status: text(status) ?? "unknown", fraction: number(progress) };
  if (status === "failed") return [state, { type: "error", error }];
  if (status !== "completed") return [state];
  return [state, { type: "image", index: 0, url: text(url) }, { type: "end", usage: {} }];
}
