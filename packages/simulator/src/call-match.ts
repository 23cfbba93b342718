import type { SimulatorCall } from "./calls.ts";

/** A call that has come in, before it is answered. */
export type IncomingCall = Omit<SimulatorCall, "status" | "cost">;

/**
 * Which calls are meant: those for which a function says so, or those with this model and this prompt. A string is the
 * whole name of a model, and any part of a prompt.
 */
export type CallMatch =
  | ((call: IncomingCall) => boolean)
  | { readonly model?: string | RegExp; readonly prompt?: string | RegExp };

/** Whether a call is among those that are meant. */
export function matches(match: CallMatch, call: IncomingCall): boolean {
  if (typeof match === "function") return match(call);
  const { model, prompt } = match;
  return (
    (model === undefined || test(model, call.model, (text) => text === model)) &&
    (prompt === undefined || test(prompt, promptOf(call.body), (text) => text.includes(String(prompt))))
  );
}

/** Unlike `test()`, `search()` gives the same answer twice for an expression with the flag `g`. */
function test(pattern: string | RegExp, text: string | undefined, equals: (text: string) => boolean): boolean {
  if (text === undefined) return false;
  return typeof pattern === "string" ? equals(text) : text.search(pattern) >= 0;
}

/** The prompt of a body that may be anything. */
export function promptOf(body: unknown): string | undefined {
  const prompt = typeof body === "object" && body !== null && "prompt" in body ? body.prompt : undefined;
  return typeof prompt === "string" ? prompt : undefined;
}
