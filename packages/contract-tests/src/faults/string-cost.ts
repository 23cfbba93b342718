/** A running count of the characters that string methods processed. */
export interface StringCost {
  /** A character counts once for each method that searches, cuts or copies its string. */
  readonly characters: number;
  stop(): void;
}

/** Methods that take the same time for strings of any length. */
const constantTime: ReadonlySet<string> = new Set([
  "constructor",
  "at",
  "charAt",
  "charCodeAt",
  "codePointAt",
  "valueOf",
]);

/**
 * Counts the characters that the methods of strings, regular expressions and `join()` process. A parser that searches
 * the same text again for each chunk has a quadratic count, on a machine of any speed.
 */
export function countStringCost(): StringCost {
  let characters = 0;
  const restored: (() => void)[] = [];

  function instrument(
    owner: object,
    name: string,
    cost: (self: unknown, args: readonly unknown[], result: unknown) => number,
  ) {
    const descriptor = Object.getOwnPropertyDescriptor(owner, name);
    const method: unknown = descriptor?.value;
    if (!descriptor || typeof method !== "function") return;
    const counted = function (this: unknown, ...args: unknown[]): unknown {
      const result: unknown = Reflect.apply(method, this, args);
      characters += cost(this, args, result);
      return result;
    };
    Object.defineProperty(owner, name, { ...descriptor, value: counted });
    restored.push(() => Object.defineProperty(owner, name, descriptor));
  }

  for (const name of Object.getOwnPropertyNames(String.prototype)) {
    if (!constantTime.has(name)) instrument(String.prototype, name, lengthOf);
  }
  instrument(Array.prototype, "join", (_self, _args, result) => lengthOf(result));
  // split() calls a sticky expression at each position, and its whole text has been counted already.
  instrument(RegExp.prototype, "exec", (self, [text]) => (self instanceof RegExp && self.sticky ? 1 : lengthOf(text)));

  return {
    get characters() {
      return characters;
    },
    stop() {
      for (const restore of restored) restore();
    },
  };
}

function lengthOf(value: unknown): number {
  return typeof value === "string" ? value.length : 0;
}
