import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { strikeOut } from "../src/strike-out.ts";

const key = "sk+a/b?c=d-0123456789";
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("a key is struck out of an error", () => {
  it.each([
    ["as it is", key],
    ["percent-encoded", encodeURIComponent(key)],
    ["in Base64", base64(key)],
    ["in Base64 without padding", base64(key).replace(/=+$/, "")],
    ["in Base64 for URLs", Buffer.from(key).toString("base64url")],
    ["as the whole header in Base64", base64(`Bearer ${key}`)],
    ["as the whole header in Base64 for URLs", Buffer.from(`Bearer ${key}`).toString("base64url")],
  ])("%s", (_, form) => {
    const error = strikeOut(new Error(`before ${form} after ${form}`), key);
    expect(error.message).toBe("before [key] after [key]");
    expect(error.stack).not.toContain(form);
  });

  it("whatever its length and its characters", () => {
    const keys = fc.string({ unit: fc.constantFrom(..."abz019-_.~+/=?>%&"), minLength: 8, maxLength: 40 });
    const encodings = [
      (text: string) => base64(text),
      (text: string) => base64(text).replace(/=+$/, ""),
      (text: string) => Buffer.from(text).toString("base64url"),
    ];
    fc.assert(
      fc.property(keys, fc.constantFrom("", "Bearer "), fc.constantFrom(...encodings), (any, scheme, encode) => {
        const { message } = strikeOut(new Error(`before ${encode(scheme + any)} after`), any);
        expect(message).toBe("before [key] after");
      }),
      { numRuns: 1000 },
    );
  });

  it("wherever it stands in it, and in its causes", () => {
    const inner = Object.assign(new Error(`inner ${key}`), { config: { headers: [`Bearer ${key}`] } });
    const raw = { [key]: 1, list: [key, { deep: key }], other: 7, none: null };
    const error = Object.assign(new Error("outer", { cause: inner }), { raw });
    strikeOut(error, key);
    expect(error.raw).toEqual({ "[key]": 1, list: ["[key]", { deep: "[key]" }], other: 7, none: null });
    expect(inner.message).toBe("inner [key]");
    expect(inner.config).toEqual({ headers: ["Bearer [key]"] });
    expect(raw.list[0]).toBe(key);
  });

  it("and nothing else is changed", () => {
    const when = new Date();
    const image = new (class Image {
      url = `https://a.test/${key}`;
    })();
    const error = Object.assign(new Error("fine"), { when, image, hidden: 1 });
    Object.defineProperty(error, "hidden", { enumerable: false, value: key });
    strikeOut(error, key);
    expect(error.message).toBe("fine");
    expect(error.when).toBe(when);
    expect(error.image).toBe(image);
    expect(error.hidden).toBe("[key]");
    expect(Object.keys(error)).not.toContain("hidden");
  });

  it("and a property that is computed stays so, and one that is not can still be set", () => {
    const error = new Error(key);
    Object.defineProperty(error, "lazy", { get: () => "fine", configurable: true });
    strikeOut(error, key);
    expect(Object.getOwnPropertyDescriptor(error, "lazy")).toHaveProperty("get");
    error.message = "mine";
    expect(error.message).toBe("mine");
  });

  it("and what holds no text is left alone", () => {
    const raw = { nothing: undefined, made: () => 1, big: 1n };
    const error = Object.assign(new Error("fine"), { raw });
    expect(strikeOut(error, key).raw).toEqual(raw);
  });

  it("also when it is its own cause", () => {
    const error = new Error(key);
    error.cause = error;
    expect(strikeOut(error, key).message).toBe("[key]");
    expect(error.cause).toBe(error);
  });

  it("also when it is nested without end", () => {
    const loop: { again?: unknown } = {};
    loop.again = loop;
    const list: unknown[] = [key];
    list.push(list);
    const error = strikeOut(Object.assign(new Error(key), { loop, list }), key);
    expect(error.message).toBe("[key]");
    expect(JSON.stringify([error.loop, error.list])).not.toContain(key);
  });

  const objects = (inner: unknown, depth: number): unknown => (depth ? { inner: objects(inner, depth - 1) } : inner);
  const lists = (inner: unknown, depth: number): unknown => (depth ? [lists(inner, depth - 1)] : inner);
  const errors = (inner: unknown, depth: number): unknown =>
    depth ? new Error("outer", { cause: errors(inner, depth - 1) }) : inner;

  it.each([
    ["objects", objects],
    ["lists", lists],
    ["errors", errors],
  ])("at any depth within %s: what is too deep to look into is left out", (_, nest) => {
    for (const depth of [1, 20]) {
      const error = strikeOut(Object.assign(new Error("x"), { raw: nest({ inner: key }, depth - 1) }), key);
      expect(error.raw).toEqual(nest({ inner: "[key]" }, depth - 1));
    }
    for (const depth of [21, 22, 40]) {
      const error = strikeOut(Object.assign(new Error("x"), { raw: nest({ inner: key }, depth - 1) }), key);
      expect(error.raw).toEqual(nest("[…]", 20));
    }
  });
});
