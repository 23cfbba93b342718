/** A JSON object of unknown content. */
export type JsonObject = { readonly [key: string]: unknown };

/** Returns `value` if it is a JSON object, otherwise an empty one, because responses may have any form. */
export function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns `value` if it is a string that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === "string" && value ? value : undefined;
}

/** Returns `value` if it is a finite number. */
export function number(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** Converts seconds (not ms) since 1970 into a date; `undefined` for 0, which some gateways send, and for no number. */
export function moment(seconds: unknown): Date | undefined {
  const date = new Date((number(seconds) || NaN) * 1000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Parses JSON; `undefined` for a text that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
