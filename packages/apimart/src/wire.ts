import {
  isTier,
  moment,
  number,
  object,
  type Part,
  type PreparedRequest,
  type Sendable,
  text,
} from "@seedream-clients/core/client";
import type { components } from "./generated/api.ts";

/** The request as APIMart takes it. */
export type WireRequest = components["schemas"]["ImageRequest"];

/** APIMart's fields that the portable request has no word for. */
export type NativeFields = Pick<WireRequest, "webhook">;

/** The wire form of a request: a proportion and a resolution where the others take pixels. */
export function toWire(request: PreparedRequest, native?: NativeFields): Sendable<WireRequest> {
  const { references, promptOptimization: mode } = request;
  return {
    model: request.model,
    prompt: request.prompt,
    image_urls: references.length > 0 ? [...references] : undefined,
    ...toShape(request),
    n: request.count,
    optimize_prompt_options: mode && { mode },
    output_format: request.format,
    watermark: request.watermark,
    ...native,
  };
}

/** Proportion and resolution of a size, however it was asked for; pixels are found in the table of the model. */
function toShape({ size: { text: size, aspectRatio, tier }, spec }: PreparedRequest): {
  size?: string;
  resolution?: string;
} {
  if (aspectRatio && tier) return { size: aspectRatio, resolution: tier };
  if (size === undefined) return {};
  if (isTier(size)) return { resolution: size };
  for (const [resolution, table] of Object.entries(spec?.size.tiers ?? {})) {
    for (const [ratio, pixels] of Object.entries(table)) if (pixels === size) return { size: ratio, resolution };
  }
  return { size };
}

/** The id of the task in the answer to a submission, in either of the forms that it comes in. */
export function readSubmission(message: unknown): string | undefined {
  const { data } = object(message);
  const task = object(Array.isArray(data) ? data[0] : data);
  return text(task.task_id) ?? text(task.id);
}

/** What the state of a task says. A state that is not known is one in which it runs. */
export function fromWire(message: unknown): Part[] {
  const { status, progress: percent, error, result, created } = object(object(message).data);
  const name = text(status);
  if (!name) return [];
  const fraction = number(percent);
  const progress: Part = {
    type: "progress",
    status: name,
    fraction: fraction === undefined ? fraction : fraction / 100,
  };
  if (name === "failed" || name === "cancelled") {
    return [progress, { type: "error", error: { error: error ?? { message: `The task is ${name}` } } }];
  }
  if (name !== "completed") return [progress];
  return [progress, ...readImages(object(result)), { type: "end", createdAt: moment(created), usage: {} }];
}

function readImages({ images }: { readonly images?: unknown }): Part[] {
  const links = (Array.isArray(images) ? images : []).flatMap((image) => {
    const { url, expires_at } = object(image);
    return (Array.isArray(url) ? url : [url]).map((link) => ({ url: text(link), expiresAt: moment(expires_at) }));
  });
  return links.map(({ url, expiresAt }, index) =>
    url ? { type: "image", index, url, expiresAt } : { type: "failure", index, error: {} },
  );
}
