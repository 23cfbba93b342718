/** A JSON object of unknown content. */
export type JsonObject = { readonly [key: string]: unknown };

const none: JsonObject = {};

/** `value` if it is a JSON object, or else an empty one: providers' answers are read as they come, never trusted. */
export function object(value: unknown): JsonObject {
  return isObject(value) ? value : none;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `value` if it is a string with something in it. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value ? value : undefined;
}

/** `value` if it is a number that counts. */
export function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** Seconds since 1970 as a date, if they are some that a date can hold. */
export function moment(seconds: unknown): Date | undefined {
  const date = new Date(typeof seconds === "number" ? seconds * 1000 : Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
