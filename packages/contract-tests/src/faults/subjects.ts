import { createAPIMart } from "@seedream-clients/apimart";
import { createArk } from "@seedream-clients/ark";
import type { ClientOptions, ImageRequest, SeedreamClient, TaskOptions } from "@seedream-clients/core";
import { timeouts } from "../virtual-clock.ts";
import { type Body, completed, completedTask, events, image, json, task, taskId, whole } from "./bodies.ts";
import type { Handler } from "./handler.ts";
import { respond } from "./handlers.ts";

/** The API key of the clients. Percent-encoding changes it, and JSON may escape it. */
export const apiKey = "sk-fault+/5b1d9c2e7f3a==";

/** A client and a kind of response, which the fault tests run with. */
export interface Subject {
  readonly name: string;
  readonly request: ImageRequest;
  /** The response to the submission. */
  readonly submission: Body;
  /** The responses to the polls. */
  readonly polls: readonly Handler[];
  create(options: ClientOptions): SeedreamClient<string, object, TaskOptions>;
}

export const arkWhole: Subject = {
  name: "ark without streaming",
  request: { prompt: "A lighthouse" },
  submission: whole({ url: "https://results.example/0.jpeg", size: "2048x2048" }),
  polls: [],
  create: (options) => createArk(withDefaults(options)),
};

export const arkStream: Subject = {
  name: "ark with streaming",
  request: { prompt: "Three lighthouses", count: 3 },
  submission: events(image(0), image(1), image(2), completed(3), "[DONE]"),
  polls: [],
  create: (options) => createArk(withDefaults(options)),
};

export const apimart: Subject = {
  name: "apimart with a task",
  request: { prompt: "A lighthouse" },
  submission: json({ code: 200, data: [{ status: "submitted", task_id: taskId }] }),
  polls: [respond(task("processing", { progress: 40 })), respond(completedTask("https://results.example/0.jpeg"))],
  create: (options) => createAPIMart(withDefaults(options)),
};

export const subjects: readonly Subject[] = [arkWhole, arkStream, apimart];

function withDefaults(options: ClientOptions): ClientOptions {
  return { apiKey, timeout: timeouts, ...options };
}
