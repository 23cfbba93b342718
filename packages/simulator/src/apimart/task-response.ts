import type { ProviderContext } from "../context.ts";
import { layerFields } from "../layers.ts";
import type { JsonObject } from "../openapi-document.ts";
import type { Picture } from "../picture.ts";
import { elapsedFraction } from "../tasks.ts";
import type { ImageTask } from "./task.ts";

/** A task is pending for this fraction of its time. */
const PENDING_FRACTION = 0.1;

const LINK_LIFETIME_SECONDS = 86_400;

/** Two states that public clients name, and an invented one. */
const UNUSUAL_STATES = ["queued", "in_progress", "post_processing"] as const;

/** Makes the state of a task from the clock alone, so that no timer has to run. */
export function taskResponse(task: ImageTask, polls: number, context: ProviderContext): JsonObject {
  const { id, created, duration, scenario } = task;
  const common = { id, created: seconds(created), estimated_time: Math.ceil(duration / 1000) };
  const fraction = elapsedFraction(task, context.clock);
  const progress = Math.min(99, Math.max(0, Math.floor(fraction * 100)));
  if (scenario === "task-stuck") return { ...common, status: "processing", progress: 50 };
  if (scenario === "unknown-status" && (polls <= UNUSUAL_STATES.length || fraction < 1)) {
    return { ...common, status: UNUSUAL_STATES[polls - 1] ?? "in_progress", progress };
  }
  if (fraction < PENDING_FRACTION) return { ...common, status: "pending", progress: 0 };
  if (fraction < 1) return { ...common, status: "processing", progress };
  const error = errorOf(task);
  return error ? { ...common, status: "failed", progress: 100, error } : { ...common, ...completion(task, context) };
}

function completion(task: ImageTask, { images }: ProviderContext): JsonObject {
  const { created, duration, pictures, scenario } = task;
  const completed = seconds(created + duration);
  const image = (picture: Picture) => {
    const link = images.link(picture);
    return { url: scenario === "string-urls" ? link : [link], expires_at: completed + LINK_LIFETIME_SECONDS };
  };
  return {
    // The 5.0 pro page names another state than the tasks page.
    status: task.describesImages ? "success" : "completed",
    progress: 100,
    result: { images: pictures.map(image), ...descriptions(task) },
    completed,
    actual_time: completed - seconds(created),
  };
}

/** Makes the lists with an entry for each image, as on the 5.0 pro page. */
function descriptions({ pictures, describesImages }: ImageTask): JsonObject {
  if (!describesImages) return {};
  const sizeOf = ({ width, height }: Picture) => `${width}x${height}`;
  const layered = pictures.some(({ layer }) => layer);
  return {
    sizes: pictures.map(sizeOf),
    output_formats: pictures.map(({ format }) => format),
    ...(layered && {
      layers: pictures.map((picture) => ({ ...layerFields(picture, pictures[0]), size: sizeOf(picture) })),
    }),
  };
}

function errorOf({ scenario }: ImageTask): JsonObject | undefined {
  if (scenario === "content-blocked") {
    const message = "The request failed because its content may be sensitive";
    return { code: "content_policy_violation", message, type: "invalid_request_error" };
  }
  if (scenario === "task-failed") return { code: 500, message: "The task could not be finished", type: "server_error" };
  return undefined;
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
