import type { SeedreamClient, TaskOptions } from "../src/contract.ts";
import { createImagesClient } from "../src/images-client.ts";
import { number, object, text } from "../src/json.ts";
import type { Part } from "../src/part.ts";
import type { PreparedRequest } from "../src/prepare.ts";
import { type TaskForm, taskExchange } from "../src/task-exchange.ts";
import { createTasks, type TaskMethods } from "../src/tasks.ts";
import { type ClientOptions, createTransport } from "../src/transport.ts";
import { catalogue, key } from "./fake-provider.ts";

const usual: TaskForm = {
  path: "/images",
  taskPath: (id) => `/tasks/${id}`,
  uploads: { path: "/uploads", field: "images" },
  idempotency: (own) => ({ "idempotency-key": own }),
  readSubmission: (message) => text(object(message).id),
  fromWire(message): Part[] {
    const { status, progress, url, error } = object(message);
    const state: Part = { type: "progress", status: text(status) ?? "unknown", fraction: number(progress) };
    if (status === "failed") return [state, { type: "error", error }];
    if (status !== "completed") return [state];
    return [state, { type: "image", index: 0, url: text(url) }, { type: "end", usage: {} }];
  },
};

/** A provider with tasks. */
export function createFakeTasks(
  options: ClientOptions,
  special: Partial<TaskForm> = {},
  onRequest: (request: PreparedRequest) => void = () => {},
): SeedreamClient<string, object, TaskOptions> & TaskMethods<string, object> {
  const transport = createTransport(
    { provider: "fake", region: "here", baseURL: "https://api.test/v1", variable: "FAKE_API_KEY", patience: 600_000 },
    { apiKey: key, ...options },
  );
  const form = { ...usual, ...special };
  const provider = {
    models: catalogue,
    fields: async () => ({ fields: {} }),
    toWire(request: PreparedRequest) {
      onRequest(request);
      const { model, prompt, references } = request;
      return { model, prompt, images: [...references] };
    },
    exchange: taskExchange(transport, form),
  };
  return { ...createImagesClient(transport, provider), ...createTasks(transport, provider, form) };
}
