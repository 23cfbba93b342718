import { type ImageRequest, type ImageSize, InvalidRequestError, type OutputOptions } from "@seedream-clients/core";
import type { GenerateBody, PageRequest } from "./messages.ts";

/** What the page asks for, checked for its form; whether a model takes it is the client's to say. */
export function readBody(body: unknown): GenerateBody {
  const { provider, comparison, request } = record(body, "The body");
  const fields = record(request, "request");
  const size = optional(fields, "size", isSize, 'like "2K", "2048x2048" or { "aspectRatio": "16:9" }');
  const output = optional(fields, "output", isObject, "an object");
  const known = {
    prompt: optional(fields, "prompt", isText, "a text") ?? "",
    model: optional(fields, "model", isText, "a text"),
    size,
    count: optional(fields, "count", isNumber, "a number"),
    watermark: optional(fields, "watermark", isBoolean, "true or false"),
    seed: optional(fields, "seed", isNumber, "a number"),
    promptOptimization: optional(fields, "promptOptimization", isOneOf("standard", "fast"), '"standard" or "fast"'),
    output: output && readOutput({ ...output }),
    images: optional(fields, "images", isTexts, "a list of links and data: URIs"),
  };
  return {
    provider: required(provider, "provider", isText, "a text"),
    ...(comparison !== undefined && { comparison: required(comparison, "comparison", isText, "a text") }),
    request: withoutGaps(known),
  };
}

function readOutput(fields: Fields): OutputOptions {
  return withoutGaps({
    delivery: optional(fields, "delivery", isOneOf("url", "inline"), '"url" or "inline"'),
    format: optional(fields, "format", isOneOf("jpeg", "png"), '"jpeg" or "png"'),
  });
}

/** The request as the client takes it. */
export function toImageRequest({ images, ...request }: PageRequest): ImageRequest {
  return { ...request, ...(images && { images: images.map(toReference) }) };
}

type WithoutGaps<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function withoutGaps<T extends object>(fields: T): WithoutGaps<T> {
  return JSON.parse(JSON.stringify(fields));
}

/** Files become bytes: what a browser calls their type is a guess from the name, the client looks into them. */
function toReference(link: string): string | Uint8Array {
  const [, data] = /^data:[^,]*;base64,(.*)$/s.exec(link) ?? [];
  return data === undefined ? link : Buffer.from(data, "base64");
}

type Fields = Readonly<Record<string, unknown>>;

type Guard<T> = (value: unknown) => value is T;

function required<T>(value: unknown, name: string, guard: Guard<T>, form: string): T {
  if (guard(value)) return value;
  throw new InvalidRequestError(`${name} is ${JSON.stringify(value)?.slice(0, 80) ?? "missing"}; it must be ${form}`);
}

function optional<T>(fields: Fields, name: string, guard: Guard<T>, form: string): T | undefined {
  return fields[name] === undefined ? undefined : required(fields[name], `request.${name}`, guard, form);
}

function record(value: unknown, name: string): Fields {
  return { ...required(value, name, isObject, "a JSON object") };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

function isOneOf<const Words extends string[]>(...words: Words): Guard<Words[number]> {
  return (value): value is Words[number] => words.some((word) => word === value);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

function isSize(value: unknown): value is ImageSize {
  if (isText(value)) return /^(\d+(\.\d+)?K|\d+x\d+|auto|adaptive)$/.test(value);
  if (!isObject(value) || !("aspectRatio" in value) || !/^[\d.]+:[\d.]+$/.test(String(value.aspectRatio))) return false;
  return !("resolution" in value) || /^\d+(\.\d+)?K$/.test(String(value.resolution));
}
