import type { Usage } from "./contract.ts";
import { isObject, type JsonObject, number, object, text } from "./json.ts";
import type { Part } from "./part.ts";
import { parsePixels } from "./size.ts";

/** Links of every provider in Ark's form last a day. Source: Ark, Anyfast and 302.AI documents, November 2026. */
const linkLifetime = 86_400;

/**
 * Reads a message in the form that Ark coined and the gateways kept: a whole answer, or one event of a stream. Tolerant
 * on purpose: an unknown field costs nothing, and nothing that was paid for is dropped over a missing one.
 */
export function readArkMessage(message: unknown): Part[] {
  if (!isObject(message)) return [];
  const { type, data } = message;
  if (Array.isArray(data) && (data.length > 0 || !message.error)) {
    return [...data.map((item, index) => readItem(object(item), index, message)), readEnd(message)];
  }
  if (type === "image_generation.partial_succeeded" || type === "image_generation.partial_failed") {
    return [readItem(message, number(message.image_index) ?? 0, message)];
  }
  if (type === "image_generation.completed") return [readEnd(message)];
  if (message.error) return [{ type: "error", error: message }];
  return [{ type: "unknown", name: String(type ?? "") }];
}

function readItem(item: JsonObject, index: number, { created }: JsonObject): Part {
  const url = text(item.url);
  const inline = text(item.b64_json);
  if (!url && !inline) return { type: "failure", index, error: item };
  const [width, height] = parsePixels(text(item.size) ?? "") ?? [];
  const seconds = number(created);
  const expiresAt = url && seconds ? new Date((seconds + linkLifetime) * 1000) : undefined;
  return { type: "image", index, url, inline, width, height, expiresAt, format: text(item.output_format) };
}

function readEnd({ model, created, usage }: JsonObject): Part {
  return { type: "end", model: text(model), created: number(created), usage: readUsage(object(usage)) };
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
