import { start } from "../virtual-clock.ts";

/** The body of a response, with its content type. */
export interface Body {
  readonly type: string;
  readonly text: string;
}

export function json(value: unknown): Body {
  return { type: "application/json", text: JSON.stringify(value) };
}

export function events(...data: readonly unknown[]): Body {
  const frame = (datum: unknown) => `data: ${typeof datum === "string" ? datum : JSON.stringify(datum)}\n\n`;
  return { type: "text/event-stream", text: data.map(frame).join("") };
}

export function html(text: string): Body {
  return { type: "text/html", text };
}

const created = start / 1000;

/** The event of an image. */
export const image = (index: number, origin = "https://results.example") => ({
  type: "image_generation.partial_succeeded",
  model: "doubao-seedream-4-5-251128",
  created,
  image_index: index,
  url: `${origin}/${index}.jpeg`,
  size: "2048x2048",
});

/** The event of an image that moderation blocked. */
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

/** The end event of a stream. */
export const completed = (images: number) => ({
  type: "image_generation.completed",
  model: "doubao-seedream-4-5-251128",
  created,
  usage: { generated_images: images, output_tokens: 16_384 * images, total_tokens: 16_384 * images },
});

/** A response without streaming. */
export const whole = (...data: readonly object[]) =>
  json({ model: "doubao-seedream-4-5-251128", created, data, usage: { generated_images: data.length } });

export const taskId = "task_01KA040M0HP1";

/** A response to a poll. */
export const task = (status: string, more: object = {}) => json({ code: 200, data: { id: taskId, status, ...more } });

/** A response to a poll of a completed task. */
export const completedTask = (...links: readonly string[]) =>
  task("completed", {
    progress: 100,
    created,
    result: { images: links.map((url) => ({ url: [url], expires_at: created + 86_400 })) },
  });
