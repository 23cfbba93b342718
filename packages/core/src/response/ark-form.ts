import type { ImageLayer, LayerBox } from "../contract/image.ts";
import type { Usage } from "../contract/result.ts";
import { readRefusal } from "../errors/refusal.ts";
import { sniffFormat } from "../images/formats.ts";
import type { ProviderEvent } from "../provider.ts";
import { parsePixels } from "../request/size.ts";
import { hasGoods } from "./goods.ts";
import { isObject, type JsonObject, moment, number, object, text } from "./json.ts";

/** Lifetime of the links of every provider in Ark's form, in s. Source: Ark, Anyfast and 302.AI, November 2026. */
const linkLifetime = 86_400;

/**
 * Reads a message in Ark's form, which the gateways use too: a whole response, or an event of a stream. Tolerant, so
 * that an unknown or missing field never drops an image that was paid for.
 *
 * @param event Name of the stream's event.
 */
export function readArkMessage(message: unknown, event = ""): ProviderEvent[] {
  const whole = object(message);
  const { data, error, created, image_index } = whole;
  // Some gateways put the type into the name of the event alone. A message without fields has nothing to read.
  const type = text(whole.type) ?? (Object.keys(whole).length > 0 ? event : "");
  // Some gateways wrap the provider's response.
  if (isObject(data) && Array.isArray(data.data)) return readArkMessage(data, event);
  const items = isObject(data) && hasSource(data) ? [data] : data;
  if (Array.isArray(items) && (items.length > 0 || !error)) {
    return [...items.map((item, index) => readItem(item, index, created)), readEnd(whole)];
  }
  if (type === "image_generation.partial_succeeded" || type === "image_generation.partial_failed") {
    return [readItem(whole, image_index, created)];
  }
  // Some gateways send this event for each image, with the image in it.
  if (type === "image_generation.completed" && hasSource(whole)) {
    return [readItem(whole, image_index, created), readEnd(whole)];
  }
  const isError = error ? !hasGoods(whole) : [type, event].includes("error");
  if (isError) return [{ type: "error", error: message }];
  if (type === "image_generation.completed") return [readEnd(whole)];
  return [{ type: "unknown", name: type || event }];
}

/**
 * Returns 200 for a body that has an explanation and nothing else: its code alone then gives its class. Returns
 * `undefined` if anything was made, because no explanation proves then that a repeat is free.
 */
export function arkRefusedAs(body: unknown): number | undefined {
  const whole = object(body);
  const { type, error } = whole;
  const isEvent = type && type !== "error";
  const isExplained = Boolean(error) || readRefusal(whole, { status: 200 }).reason !== undefined;
  return isExplained && !isEvent && !hasGoods(whole) ? 200 : undefined;
}

const dataUri = /^\s*data:[^,]*,/i;
const webLink = /^\s*https?:/i;

/** Tells links from files: gateways swap the two fields, and write files as `data:` URIs. */
export function readSource({ url, b64_json }: JsonObject): { readonly url?: string; readonly inline?: string } {
  const link = text(url);
  const file = text(b64_json);
  if (file && !webLink.test(file)) return { inline: toInline(file) };
  if (link && (dataUri.test(link) || (!webLink.test(link) && sniffFormat(link.trimStart())))) {
    return { inline: toInline(link) };
  }
  const found = link ?? file;
  return found ? { url: found } : {};
}

/** Removes the head of a `data:` URI. Keeps blank text, so that reading the image fails with a clear error. */
function toInline(text: string): string {
  return text.replace(dataUri, "").replace(/^\s+(?=\S)/, "");
}

function hasSource(item: JsonObject): boolean {
  return Object.keys(readSource(item)).length > 0;
}

function readItem(given: unknown, index: unknown, created: unknown): ProviderEvent {
  const item = object(given);
  const { url, inline } = readSource(item);
  if (!url && !inline) return { type: "failure", index, error: given };
  const expiresAt = url ? moment((number(created) || NaN) + linkLifetime) : undefined;
  return { type: "image", index, url, inline, expiresAt, ...readImageFacts(item) };
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

type ImageFacts = Pick<Extract<ProviderEvent, { type: "image" }>, "width" | "height" | "format" | "layer">;

/** Reads the facts of one image, under Ark's names. */
export function readImageFacts(item: JsonObject): ImageFacts {
  const [width, height] = parsePixels(text(item.size) ?? "") ?? [];
  return { width, height, format: formatOf(item), layer: readLayer(item) };
}

/** Returns the format that a response names, if models make it: it becomes a media type and a file extension. */
function formatOf({ output_format: format }: JsonObject): string | undefined {
  return format === "png" || format === "jpeg" ? format : undefined;
}

/** Reads a layer by its place in the stack or on the base image. A name alone may be that of a file. */
function readLayer({ z_index, name, description, bounding_box: box }: JsonObject): ImageLayer | undefined {
  const zIndex = number(z_index);
  const boundingBox = isObject(box)
    ? { absolute: readBox(box.absolute), normalized: readBox(box.normalized) }
    : undefined;
  if (zIndex === undefined && !boundingBox) return undefined;
  return { zIndex, name: text(name), description: text(description), boundingBox };
}

function readBox(value: unknown): LayerBox | undefined {
  const [left, top, right, bottom] = Array.isArray(value) ? value.map(number) : [];
  if (left === undefined || top === undefined || right === undefined || bottom === undefined) return undefined;
  return [left, top, right, bottom];
}
