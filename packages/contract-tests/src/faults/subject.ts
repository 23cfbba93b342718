import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import type { ClientOptions, ImageRequest, SeedreamClient, TaskOptions } from "@seedream-clients/core";
import { start, timeouts } from "../virtual-clock.ts";
import { answer, type Body, events, json } from "./answer.ts";
import type { Fault } from "./fault-server.ts";

/** A key whose percent-encoded form is another, and which JSON may escape. */
export const apiKey = "sk-fault+/5b1d9c2e7f3a==";

/** A way in which a provider answers, to be held to the promises. */
export interface Subject {
  readonly name: string;
  readonly request: ImageRequest;
  /** The answer to a submission. */
  readonly submitted: Body;
  /** The answers to what follows it. */
  readonly followed: readonly Fault[];
  create(options: ClientOptions): SeedreamClient<string, object, TaskOptions>;
}

const created = start / 1000;

export const image = (index: number, origin = "https://results.example") => ({
  type: "image_generation.partial_succeeded",
  model: "doubao-seedream-4-5-251128",
  created,
  image_index: index,
  url: `${origin}/${index}.jpeg`,
  size: "2048x2048",
});

export const blocked = (index: number) => ({
  type: "image_generation.partial_failed",
  model: "doubao-seedream-4-5-251128",
  created,
  image_index: index,
  error: {
    code: "OutputImageSensitiveContentDetected",
    message: "The output image may contain sensitive information.",
  },
});

export const completed = (images: number) => ({
  type: "image_generation.completed",
  model: "doubao-seedream-4-5-251128",
  created,
  usage: { generated_images: images, output_tokens: 16_384 * images, total_tokens: 16_384 * images },
});

export const whole = (...data: readonly object[]) =>
  json({ model: "doubao-seedream-4-5-251128", created, data, usage: { generated_images: data.length } });

export const arkWhole: Subject = {
  name: "ark, answering whole",
  request: { prompt: "A lighthouse" },
  submitted: whole({ url: "https://results.example/0.jpeg", size: "2048x2048" }),
  followed: [],
  create: (options) => createArk(withKey(options)),
};

export const arkStream: Subject = {
  name: "ark, answering with a stream",
  request: { prompt: "Three lighthouses", count: 3 },
  submitted: events(image(0), image(1), image(2), completed(3), "[DONE]"),
  followed: [],
  create: (options) => createArk(withKey(options)),
};

export const taskId = "task_01KA040M0HP1";

export const task = (status: string, more: object = {}) => json({ code: 200, data: { id: taskId, status, ...more } });

export const taskDone = (...links: readonly string[]) =>
  task("completed", {
    progress: 100,
    created,
    result: { images: links.map((url) => ({ url: [url], expires_at: created + 86_400 })) },
  });

export const apimart: Subject = {
  name: "apimart, answering with a task",
  request: { prompt: "A lighthouse" },
  submitted: json({ code: 200, data: [{ status: "submitted", task_id: taskId }] }),
  followed: [answer(task("processing", { progress: 40 })), answer(taskDone("https://results.example/0.jpeg"))],
  create: (options) => createAPIMart(withKey(options)),
};

export const subjects: readonly Subject[] = [arkWhole, arkStream, apimart];

function withKey(options: ClientOptions): ClientOptions {
  return { apiKey, timeout: timeouts, ...options };
}
