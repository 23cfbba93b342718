import { describe, expect, it } from "vitest";
import { lazy } from "../src/lazy.ts";

interface Thing {
  add(step: string): void;
  steps(): Promise<string[]>;
  readonly name: string;
}

function thing() {
  let loads = 0;
  const steps: string[] = [];
  const proxy = lazy<Thing>(async () => {
    loads++;
    return { add: (step) => steps.push(step), steps: async () => steps, name: "thing" };
  });
  return { proxy, loads: () => loads };
}

describe("a lazy object", () => {
  it("is loaded once, by the first call", async () => {
    const { proxy, loads } = thing();
    expect(loads()).toBe(0);
    expect(await proxy.steps()).toEqual([]);
    await proxy.steps();
    expect(loads()).toBe(1);
  });

  it("keeps the order of calls, also of those that nobody waits for", async () => {
    const { proxy } = thing();
    proxy.add("first");
    proxy.add("second");
    expect(await proxy.steps()).toEqual(["first", "second"]);
  });

  it("can be awaited, logged and turned into JSON without being loaded", async () => {
    const { proxy, loads } = thing();
    await Promise.resolve(proxy);
    expect(JSON.stringify({ proxy })).toBe('{"proxy":{}}');
    expect(Object.prototype.toString.call(proxy)).toBe("[object Object]");
    for (const name of [Symbol.iterator, Symbol.toPrimitive]) expect(Reflect.get(proxy, name)).toBeUndefined();
    expect(loads()).toBe(0);
  });

  it("has any other name, and gives what is no method as it is", async () => {
    const names = ["thenable", "strengthen", "toJSONP", "asJSON.toJSON"];
    const proxy = lazy(async () => Object.fromEntries(names.map((name) => [name, () => name])));
    for (const name of names) expect(await proxy[name]?.()).toBe(name);
    const named = lazy<{ name(): string }>(async () =>
      Object.defineProperty({ name: () => "" }, "name", { value: "thing" }),
    );
    expect(await named.name()).toBe("thing");
  });
});
