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

  it("also when it is its own cause, or nested without end", () => {
    const error: Error & { self?: unknown } = new Error(key);
    error.cause = error;
    const loop: { again?: unknown } = {};
    loop.again = loop;
    error.self = loop;
    expect(strikeOut(error, key).message).toBe("[key]");
  });
});
