/** What was done to strings since the count began. */
export interface StringWork {
  /** Characters of every string that was searched, cut or copied, each time anew. */
  readonly characters: number;
  stop(): void;
}

/** These look at one character, or tell what is known, however long the string is. */
const constant: ReadonlySet<string> = new Set(["constructor", "at", "charAt", "charCodeAt", "codePointAt", "valueOf"]);

/**
 * Counts the characters that go through the methods of strings, through regular expressions and through `join()`: what
 * searches the same text again for each piece that comes shows in the sum, on a machine of any speed.
 */
export function countStringWork(): StringWork {
  let characters = 0;
  const restored: (() => void)[] = [];

  function watch(
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
    if (!constant.has(name)) watch(String.prototype, name, lengthOf);
  }
  watch(Array.prototype, "join", (_self, _args, result) => lengthOf(result));
  // A sticky expression looks at one place: it is how split() goes through a text that it is charged for already.
  watch(RegExp.prototype, "exec", (self, [text]) => (self instanceof RegExp && self.sticky ? 1 : lengthOf(text)));

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
