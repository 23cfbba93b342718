import type { Usage } from "../contract/result.ts";
import type { ProviderEvent } from "../provider.ts";
import { parsePixels } from "../request/size.ts";
import { type JsonObject, moment, number, object, text } from "./json.ts";

/** Lifetime of the links of every provider in Ark's form, in s. Source: Ark, Anyfast and 302.AI, November 2026. */
const linkLifetime = 86_400;

/**
 * Reads a message in the form that Ark introduced and the gateways kept: a whole response, or an event of a stream.
 * Tolerant on purpose: unknown fields are ignored, and a missing field never drops an image that was paid for.
 *
 * @param event Name that a stream gave beside the message.
 */
export function readArkMessage(message: unknown, event = ""): ProviderEvent[] {
  const whole = object(message);
  const { type, data, usage, error, created, image_index } = whole;
  if (Array.isArray(data) && (data.length > 0 || !error)) {
    return [...data.map((item, index) => readItem(item, index, created)), readEnd(whole)];
  }
  if (type === "image_generation.partial_succeeded" || type === "image_generation.partial_failed") {
    return [readItem(whole, image_index, created)];
  }
  if (error && !object(usage).generated_images) return [{ type: "error", error: whole }];
  // Some gateways send one of these for each image, with the image in it.
  if (type === "image_generation.completed" && (text(whole.url) || text(whole.b64_json))) {
    return [readItem(whole, image_index, created), readEnd(whole)];
  }
  if (type === "image_generation.completed") return [readEnd(whole)];
  return [{ type: "unknown", name: text(type) ?? event }];
}

/** Returns 200 for the body of a 200 that explains itself and has no data: only its code says what happened. */
export function arkRefusedAs(body: unknown): number | undefined {
  const { data, type, error, message, msg } = object(body);
  return !data && !type && (error || message || msg) ? 200 : undefined;
}

/** Tells links from files: gateways put a `data:` URI where a link belongs, or in place of plain Base64. */
export function readSource({ url, b64_json }: JsonObject): { readonly url?: string; readonly inline?: string } {
  const link = text(url);
  const inline = text(b64_json) ?? (link?.startsWith("data:") ? link : undefined);
  if (inline) return { inline: inline.replace(/^data:[^,]*,/, "") };
  return link ? { url: link } : {};
}

function readItem(given: unknown, index: unknown, created: unknown): ProviderEvent {
  const item = object(given);
  const { url, inline } = readSource(item);
  if (!url && !inline) return { type: "failure", index, error: given };
  const [width, height] = parsePixels(text(item.size) ?? "") ?? [];
  const expiresAt = url ? moment((number(created) || Number.NaN) + linkLifetime) : undefined;
  return { type: "image", index, url, inline, width, height, expiresAt, format: formatOf(item) };
}

/** Returns the format that a response names, if models make it: it ends up in media types and file names. */
function formatOf({ output_format: format }: JsonObject): string | undefined {
  return format === "png" || format === "jpeg" ? format : undefined;
}

function readEnd({ model, created, usage }: JsonObject): ProviderEvent {
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
