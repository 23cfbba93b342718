/** A JSON object of unknown content. */
export type JsonObject = { readonly [key: string]: unknown };

/** `value` if it is a JSON object, or else an empty one: providers' answers are read as they come, never trusted. */
export function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
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

/** Seconds since 1970 as a date, if they are some that a date can hold; 0 is how a gateway says that it has none. */
export function moment(seconds: unknown): Date | undefined {
  const date = new Date((number(seconds) || Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
