import { describe, expect, it } from "vitest";
import type { ModelCatalogue } from "../src/contract/catalogue.ts";
import type { ClientOptions } from "../src/contract/options.ts";
import { createTaskClient, type TaskClient } from "../src/generate/create-client.ts";
import { defineProvider, type ProviderEvent } from "../src/provider.ts";
import { object, text } from "../src/response/json.ts";
import { json, key, scripted, settled } from "./fake-provider.ts";
import { virtualClock } from "./virtual-clock.ts";

// A test provider in the shape of fal's queue, which no client of ours calls: the address has the model, one address
// has the state of a task, and another its result or its refusal. Source: docs.fal.ai, November 2026.

interface WireRequest {
  prompt: string;
}

type Json = { content: { "application/json": unknown }; headers: object };
type In<Path> = { query?: never; header?: never; path: Path; cookie?: never };
type Get = { parameters: In<{ app: string; id: string }>; responses: { 200: Json } };

interface paths {
  "/{model}": {
    post: {
      parameters: In<{ model: string }>;
      requestBody: { content: { "application/json": WireRequest } };
      responses: { 200: Json };
    };
  };
  "/{app}/requests/{id}/status": { get: Get };
  "/{app}/requests/{id}": { get: Get };
}

const models: ModelCatalogue = {
  default: "seedream-9",
  servers: { default: "https://queue.test" },
  models: [
    {
      name: "seedream-9",
      title: "Seedream 9",
      status: "active",
      ids: { "*": ["wire-9"] },
      size: { custom: true, tiers: {} },
      output: { formats: ["png"], selectable: false, deliveries: ["url"] },
      stream: false,
      promptOptimization: [],
      prices: [],
    },
  ],
};

const queue = defineProvider<paths, WireRequest, object>()({
  name: "queue",
  models,
  fields: { prompt: { types: ["string"], required: true } },
  apiKeyVariable: "QUEUE_API_KEY",
  wire: { watermark: false, count: false, references: "link", size: "pixels" },
  toWire: ({ prompt }) => ({ prompt }),
  submit: (api, body, init, model) => api.POST("/{model}", { params: { path: { model } }, body, ...init }),
  fromWire: readTask,
  tasks: {
    // The address of a task has the application, so its id has it too.
    idsOf: (submission) => [text(object(submission).response_url)?.match(/\w+-\d+\/requests\/.+$/)?.[0] ?? []].flat(),
    poll: (api, id, init) => api.GET("/{app}/requests/{id}/status", { params: { path: partsOf(id) }, ...init }),
    result: (api, id, init) => api.GET("/{app}/requests/{id}", { params: { path: partsOf(id) }, ...init }),
  },
});

function partsOf(task: string): { app: string; id: string } {
  const [app = "", , id = ""] = task.split("/");
  return { app, id };
}

function readTask(message: unknown): ProviderEvent[] {
  const { status, images, error } = object(message);
  if (Array.isArray(images)) {
    return [...images.map((image): ProviderEvent => ({ type: "image", url: text(object(image).url) })), end];
  }
  const progress: ProviderEvent = { type: "progress", status: text(status) ?? "unknown" };
  if (error) return [progress, { type: "error", error: { message: error } }];
  return status === "COMPLETED" ? [progress, end] : [progress];
}

const end: ProviderEvent = { type: "end", usage: {} };

const submitURL = "https://queue.test/wire-9";
const stateURL = "https://queue.test/wire-9/requests/r1/status";
const resultURL = "https://queue.test/wire-9/requests/r1";

const accepted = () => json({ response_url: resultURL, status: "IN_QUEUE" });
const state = (status: string) => json({ status });
const made = { images: [{ url: "https://results.test/1.png" }], seed: 7 };
const refused = (status: number, type = "value_error") =>
  json({ detail: [{ loc: ["body"], msg: "Not this", type }] }, { status });

function createQueue(options: ClientOptions): TaskClient<string, paths, object> {
  return createTaskClient<string, paths, WireRequest, object>(queue, { apiKey: key, ...options }, "default");
}

/** Runs a call to its end on a virtual clock, and returns its outcome and the addresses that it called. */
async function generate(...responses: Parameters<typeof scripted>) {
  const clock = virtualClock();
  const { fetch, calls } = scripted(...responses);
  const outcome = settled(createQueue({ fetch, clock, maxRetries: 0 }).generate({ prompt: "a kite" }));
  await clock.advance(600_000);
  return { outcome: await outcome, urls: calls.map(({ url }) => url) };
}

describe("a result at another address than the state", () => {
  it("is asked for once, when the task is done", async () => {
    const { outcome, urls } = await generate(accepted(), state("IN_QUEUE"), state("COMPLETED"), json(made));
    expect(outcome).toMatchObject({
      images: [{ ok: true, image: { url: "https://results.test/1.png" } }],
      task: { id: "wire-9/requests/r1", model: "wire-9" },
      raw: made,
    });
    expect(urls).toEqual([submitURL, stateURL, stateURL, resultURL]);
  });

  it("is not asked for if the state explains a failure", async () => {
    const { outcome, urls } = await generate(accepted(), json({ status: "COMPLETED", error: "The worker broke" }));
    expect(outcome).toMatchObject({ name: "TaskFailedError", reason: "The worker broke", charged: "unknown" });
    expect(urls).toEqual([submitURL, stateURL]);
  });

  it.each<[string, () => Response]>([
    ["fails", () => refused(500)],
    ["is rate-limited", () => refused(429)],
    ["cannot be read", () => new Response("<html>")],
    ["has no image", () => json({ images: [] })],
  ])("is asked for again at the next poll if it %s", async (_, response) => {
    const { outcome, urls } = await generate(
      accepted(),
      state("COMPLETED"),
      response(),
      state("COMPLETED"),
      json(made),
    );
    expect(outcome).toMatchObject({ images: [{ ok: true }] });
    expect(urls).toEqual([submitURL, stateURL, resultURL, stateURL, resultURL]);
  });

  it.each([
    ["ContentPolicyError", 422, "content_policy_violation"],
    ["InvalidRequestError", 422, "value_error"],
    ["InvalidRequestError", 400, "value_error"],
    ["AuthenticationError", 401, "unauthorized"],
  ])("ends the wait with %s if it is refused with %i %s", async (name, status, code) => {
    const { outcome, urls } = await generate(accepted(), state("COMPLETED"), refused(status, code));
    expect(outcome).toMatchObject({
      name,
      status,
      code,
      charged: "unknown",
      reason: "Not this",
      task: { model: "wire-9" },
    });
    expect(urls).toEqual([submitURL, stateURL, resultURL]);
  });

  it("is part of the state of a task, as an image or as its failure", async () => {
    const { fetch, calls } = scripted(state("COMPLETED"), json(made), state("COMPLETED"), refused(422), refused(401));
    const client = createQueue({ fetch });
    const handle = { provider: "queue", id: "wire-9/requests/r1", model: "", count: 1, submittedAt: 0 };
    expect(await client.task(handle).get()).toMatchObject({ status: "COMPLETED", result: { images: [{ ok: true }] } });
    expect(calls.map(({ url }) => url)).toEqual([stateURL, resultURL]);
    const failed = await client.task(handle).get();
    expect(failed).toMatchObject({ status: "COMPLETED", error: { name: "InvalidRequestError", status: 422 } });
    await expect(client.task(handle).get()).rejects.toMatchObject({ name: "AuthenticationError" });
  });
});
