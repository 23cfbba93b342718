import type { BodyFields } from "./wire.ts";

/** Returns the model that a body of any form names; `undefined` if it names no model. */
export function bodyModel(body: unknown, { model }: BodyFields): string | undefined {
  return model === undefined ? undefined : bodyText(body, model);
}

/** Returns the text at a dotted path (`"input.prompt"`) of a body of any form; `undefined` if there is no text. */
export function bodyText(body: unknown, path: string): string | undefined {
  const value = bodyValue(body, path);
  return typeof value === "string" ? value : undefined;
}

/** Returns the value at a dotted path of a body of any form. */
export function bodyValue(body: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, key) => {
    return typeof value === "object" && value !== null && Object.hasOwn(value, key)
      ? Reflect.get(value, key)
      : undefined;
  }, body);
}
