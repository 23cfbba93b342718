import type { Usage } from "./contract.ts";
import { type JsonObject, moment, number, object, text } from "./json.ts";
import type { Part } from "./part.ts";
import { parsePixels } from "./size.ts";

/** Links of every provider in Ark's form last a day. Source: Ark, Anyfast and 302.AI documents, November 2026. */
const linkLifetime = 86_400;

/**
 * Reads a message in the form that Ark coined and the gateways kept: a whole answer, or one event of a stream. Tolerant
 * on purpose: an unknown field costs nothing, and nothing that was paid for is dropped over a missing one. `event` is
 * the name that a stream gave beside the message.
 */
export function readArkMessage(message: unknown, event = ""): Part[] {
  const whole = object(message);
  const { type, data, usage, error, created, image_index } = whole;
  if (Array.isArray(data) && (data.length > 0 || !error)) {
    return [...data.map((item, index) => readItem(object(item), index, created)), readEnd(whole)];
  }
  if (type === "image_generation.partial_succeeded" || type === "image_generation.partial_failed") {
    return [readItem(whole, number(image_index) ?? 0, created)];
  }
  if (error && !object(usage).generated_images) return [{ type: "error", error: whole }];
  if (type === "image_generation.completed") return [readEnd(whole)];
  return [{ type: "unknown", name: text(type) ?? event }];
}

function readItem(item: JsonObject, index: number, created: unknown): Part {
  const url = text(item.url);
  const inline = text(item.b64_json);
  if (!url && !inline) return { type: "failure", index, error: item };
  const [width, height] = parsePixels(text(item.size) ?? "") ?? [];
  const expiresAt = url ? moment((number(created) || Number.NaN) + linkLifetime) : undefined;
  return { type: "image", index, url, inline, width, height, expiresAt, format: formatOf(item) };
}

/** The format that an answer names, if it is one that a model makes: it ends up in media types and file names. */
function formatOf({ output_format: format }: JsonObject): string | undefined {
  return format === "png" || format === "jpeg" ? format : undefined;
}

function readEnd({ model, created, usage }: JsonObject): Part {
  return { type: "end", model: text(model), createdAt: moment(created), usage: readUsage(object(usage)) };
}

function readUsage({ generated_images, output_tokens, total_tokens, input_images, tool_usage }: JsonObject): Usage {
  return {
    images: number(generated_images),
    outputTokens: number(output_tokens),
    totalTokens: number(total_tokens),
    inputImages: number(input_images),
    webSearches: number(object(tool_usage).web_search),
  };
}
