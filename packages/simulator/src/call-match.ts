import { bodyText } from "./body-fields.ts";
import type { SimulatorCall } from "./simulator-call.ts";
import type { BodyFields } from "./wire.ts";

/** A call that has no response yet. */
export type IncomingCall = Omit<SimulatorCall, "status" | "cost">;

/**
 * Selects calls: by a function, or by model and prompt. A string matches the whole name of a model and any part of a
 * prompt.
 */
export type CallMatch =
  | ((call: IncomingCall) => boolean)
  | { readonly model?: string | RegExp; readonly prompt?: string | RegExp };

/** Returns whether `match` selects a call. `fields` has the path of the prompt in the provider's body. */
export function matches(match: CallMatch, call: IncomingCall, fields: BodyFields): boolean {
  if (typeof match === "function") return match(call);
  const { model, prompt } = match;
  return (
    (model === undefined || test(model, call.model, (text) => text === model)) &&
    (prompt === undefined || test(prompt, bodyText(call.body, fields.prompt), (text) => text.includes(String(prompt))))
  );
}

/** Tests a text. Unlike `test()`, `search()` gives the same result again for an expression with the flag `g`. */
function test(pattern: string | RegExp, text: string | undefined, equals: (text: string) => boolean): boolean {
  if (text === undefined) return false;
  return typeof pattern === "string" ? equals(text) : text.search(pattern) >= 0;
}
