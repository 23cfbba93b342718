import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedact } from "../../src/errors/redact.ts";

const key = `sk+a/b?c=d&e<f>g"h'i%41-0123456789`;
const redact = createRedact(key);

const base64 = (text: string) => Buffer.from(text).toString("base64");
const unpadded = (text: string) => base64(text).replace(/=+$/, "");
const base64url = (text: string) => Buffer.from(text).toString("base64url");

const lower = (text: string) => text.replace(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
const hexOf = (char: string) => char.charCodeAt(0).toString(16);
const each = (text: string, encodeChar: (char: string) => string) => [...text].map(encodeChar).join("");
const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

const encodings = [
  ["as it is", (secret: string) => secret],
  ["in lower case", (secret: string) => secret.toLowerCase()],
  ["in upper case", (secret: string) => secret.toUpperCase()],
  ["percent-encoded", encodeURIComponent],
  ["percent-encoded in lower case", (secret: string) => lower(encodeURIComponent(secret))],
  ["percent-encoded twice", (secret: string) => encodeURIComponent(encodeURIComponent(secret))],
  [
    "percent-encoded twice in lower case",
    (secret: string) => lower(encodeURIComponent(lower(encodeURIComponent(secret)))),
  ],
  ["percent-encoded in every character", (secret: string) => each(secret, (char) => `%${hexOf(char)}`)],
  ["in hex", (secret: string) => Buffer.from(secret).toString("hex")],
  ["in hex in upper case", (secret: string) => Buffer.from(secret).toString("hex").toUpperCase()],
  ["in named entities", (secret: string) => each(secret, (char) => named[char] ?? char)],
  [
    "in entities that were escaped again",
    (secret: string) => each(secret, (char) => named[char] ?? char).replaceAll("&", "&amp;"),
  ],
  ["in decimal entities", (secret: string) => each(secret, (char) => `&#${char.charCodeAt(0)};`)],
  [
    "in decimal entities of three digits",
    (secret: string) => each(secret, (char) => `&#${String(char.charCodeAt(0)).padStart(3, "0")};`),
  ],
  ["in hexadecimal entities", (secret: string) => each(secret, (char) => `&#x${hexOf(char)};`)],
  [
    "in entities of signs alone",
    (secret: string) => secret.replace(/[^\w]/g, (char) => `&#X${hexOf(char).toUpperCase()};`),
  ],
  ["in JSON", (secret: string) => JSON.stringify(secret).slice(1, -1)],
  ["in JSON with escaped slashes", (secret: string) => JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/")],
  ["in JSON with escapes for every character", (secret: string) => each(secret, (char) => `\\u00${hexOf(char)}`)],
  [
    "in JSON within JSON",
    (secret: string) => JSON.stringify(JSON.stringify(secret)).slice(3, -3).replaceAll("/", "\\\\/"),
  ],
  ["in Base64", base64],
  ["in Base64 without padding", unpadded],
  ["in Base64 for URLs", base64url],
  ["in Base64 of the whole header", (secret: string) => base64(`Bearer ${secret}`)],
  ["in Base64 of the whole header, without padding", (secret: string) => unpadded(`Bearer ${secret}`)],
  ["in Base64 for URLs of the whole header", (secret: string) => base64url(`Bearer ${secret}`)],
] as const;

const encode = fc.constantFrom(...encodings.map(([, encoding]) => encoding));
const keys = fc.string({ unit: fc.constantFrom(..."abz019-_.~+/=?<>%&'\"$^|*()\\"), minLength: 8, maxLength: 40 });

/** All text of a JSON value: names and strings. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) => [name, ...textsOf(field)]);
}

describe("a secret in text", () => {
  it.each(["x", "user:", "a:b:c", '{"authorization":"Bearer '])(
    "is replaced in Base64 after other text: %s",
    (before) => {
      const encoded = Buffer.from(`${before}${key}"}`).toString("base64");
      for (const text of [encoded, encoded.replaceAll("+", "-").replaceAll("/", "_"), encoded.replaceAll("/", "\\/")]) {
        expect(redact(text)).toMatch(/\[key\].{0,8}$/);
        expect(Buffer.from(redact(text).replace("[key]", ""), "base64").toString()).not.toContain(key.slice(2, -2));
      }
    },
  );

  it.each(encodings)("is replaced %s, wherever it occurs", (_, encoding) => {
    expect(redact(`before ${encoding(key)} after ${encoding(key)}`)).toBe("before [key] after [key]");
    expect(redact(encoding(key))).toBe("[key]");
  });

  it("is replaced in every encoding, with any length and any characters", () => {
    fc.assert(
      fc.property(keys, encode, (secret, encoding) => {
        expect(createRedact(secret)(`before ${encoding(secret)} after`)).toBe("before [key] after");
      }),
      { numRuns: 1000 },
    );
    // Each run compiles its own expression, so that a busy machine needs more than the default time-out of a test.
  }, 60_000);

  it("is replaced as a whole if its plain form is the beginning of an encoded form", () => {
    expect(createRedact("abcdefgh&")("abcdefgh&amp; abcdefgh&")).toBe("[key] [key]");
  });

  it("is searched for in linear time in any repetitive text", () => {
    for (const part of ["\\", "%25", "&amp;", "&#0", "&#x0", "sk", "%", "736b", "c2sr"]) {
      const text = part.repeat(60_000 / part.length);
      expect(redact(text)).toBe(text);
    }
  });

  it("is replaced where it is the whole text, from 8 characters on", () => {
    for (const secret of ["sk-12345", "sk-123456"])
      expect(createRedact(secret)({ secret })).toEqual({ secret: "[key]" });
  });

  it("is searched for from 8 characters on, because a shorter one occurs in ordinary text", () => {
    expect(createRedact("12345678")("in 12345678 words")).toBe("in [key] words");
    expect(createRedact("1234567")("in 1234567 words")).toBe("in 1234567 words");
    expect(createRedact("")("in words")).toBe("in words");
  });

  it("is taken literally, not as an expression", () => {
    expect(createRedact("a.b*c(d)e")("aXbbbcde, a.b*c(d)e")).toBe("aXbbbcde, [key]");
  });
});

describe("a secret in JSON", () => {
  it("is replaced in names and values, at any place, and nothing else is changed", () => {
    const raw = { [key]: 1, list: [key, { deep: `x ${key}` }], other: 7, none: null, yes: true, text: "fine" };
    expect(redact(raw)).toEqual({
      "[key]": 1,
      list: ["[key]", { deep: "x [key]" }],
      other: 7,
      none: null,
      yes: true,
      text: "fine",
    });
    expect(raw.list[0]).toBe(key);
  });

  it("is absent from the output in every encoding", () => {
    const { json } = fc.letrec<{ json: unknown }>((tie) => {
      const around = fc.tuple(fc.string(), encode, fc.string());
      const text = around.map(([before, encoding, after]) => `${before}${encoding(key)}${after}`);
      const leaf = fc.oneof(text, fc.string(), fc.double(), fc.boolean(), fc.constant(null));
      const name = fc.oneof(text, fc.string());
      return {
        json: fc.oneof(
          { depthSize: "small", withCrossShrink: true },
          leaf,
          fc.array(tie("json"), { maxLength: 4 }),
          fc.array(fc.tuple(name, tie("json")), { maxLength: 4 }).map((fields) => Object.fromEntries(fields)),
        ),
      };
    });
    fc.assert(
      fc.property(json, (value) => {
        const before = JSON.stringify(value);
        const forms = encodings.map(([, encoding]) => encoding(key));
        const leaks = textsOf(redact(value)).filter((text) => forms.some((form) => text.includes(form)));
        expect(leaks).toEqual([]);
        expect(JSON.stringify(value)).toBe(before);
      }),
      { numRuns: 1000 },
    );
  });

  it("is replaced in fields that are named like methods of a map, and nothing is added", () => {
    const raw = { entries: [key], size: 1 };
    expect(Object.entries(redact(raw))).toEqual([
      ["entries", ["[key]"]],
      ["size", 1],
    ]);
    expect(redact(Object.assign(new Error("x"), { raw })).raw).toEqual({ entries: ["[key]"], size: 1 });
  });

  it("is replaced in the Base64 of a longer text, with any length and at any offset", () => {
    for (const length of [8, 9, 10, 11]) {
      const secret = key.slice(-length);
      for (const before of ["", "a", "ab"]) {
        expect(createRedact(secret)(base64(`${before}${secret}~~~`))).toContain("[key]");
      }
    }
  });

  it("is searched for without a copy of JSON that does not contain it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(redact(value)).toBe(value);
      }),
    );
  });

  it.each([[undefined], [null], [7], [7n], [true], [new Date(0)], [new Map([["a", key]])], [redact]])(
    "is not searched for in a value that is not JSON: %o",
    (value) => {
      expect(redact(value)).toBe(value);
    },
  );

  it("is not searched for in fields without text and in objects of a class", () => {
    class Image {
      url = `https://a.test/${key}`;
    }
    const image = new Image();
    const raw = { nothing: undefined, make: () => 1, big: 1n, when: new Date(0), image, [key]: 1 };
    const { nothing, make, big, when } = raw;
    const clean = redact(raw);
    expect(clean).toEqual({ nothing, make, big, when, image, "[key]": 1 });
    expect(Reflect.get(clean, "image")).toBe(image);
  });
});

describe("image data", () => {
  const pixels = "iVBORw0KGgo+/_-0".repeat(16);

  it.each([
    ["Base64", ""],
    ["a data: URI", "data:image/png;base64,"],
    ["a data: URI with parameters", "data:image/svg+xml;charset=utf-8;base64,"],
    ["a data: URI without a type", "data:,"],
  ])("is not searched, because a secret occurs in it by chance only: %s", (_, prefix) => {
    const data = `${prefix}${pixels}${key}`.padEnd(65_537, "A");
    expect(redact(data)).toBe(data);
    expect(redact({ b64_json: data, message: key })).toEqual({ b64_json: data, message: "[key]" });
  });

  it.each([
    ["no longer than 65,536 characters", `${pixels}${key}`.padEnd(65_536, "A")],
    ["of Base64 that begins as no image does", `${key}${"A".repeat(256)}`.padEnd(65_537, "A")],
    ["of other characters at the beginning", ` ${pixels}${key}`.padEnd(65_537, "A")],
    ["of other characters soon", `${pixels.slice(1)} ${key}`.padEnd(65_537, "A")],
    ["with a prefix that is not that of a data: URI", `note: data:,${pixels}${key}`.padEnd(65_537, "A")],
  ])("does not include text %s", (_, text) => {
    expect(redact(text)).toBe(text.replace(key, "[key]"));
  });
});

describe("a secret in an error", () => {
  it.each(encodings)("is replaced %s, in place, in message and stack", (_, encoding) => {
    const error = new Error(`before ${encoding(key)} after`);
    expect(redact(error)).toBe(error);
    expect(error.message).toBe("before [key] after");
    expect(error.stack).not.toContain(encoding(key));
  });

  it("is replaced in its properties and in its causes", () => {
    const inner = Object.assign(new Error(`inner ${key}`), { config: { headers: [`Bearer ${key}`] } });
    const raw = { [key]: 1, list: [key] };
    const error = Object.assign(new Error("outer", { cause: inner }), { raw });
    redact(error);
    expect(error.raw).toEqual({ "[key]": 1, list: ["[key]"] });
    expect(raw.list[0]).toBe(key);
    expect(error.cause).toBe(inner);
    expect(inner.message).toBe("inner [key]");
    expect(inner.config).toEqual({ headers: ["Bearer [key]"] });
  });

  it.each<[string, unknown]>([
    ["headers", new Headers({ authorization: `Bearer ${key}` })],
    ["a request", new Request("https://a.test/", { headers: { authorization: `Bearer ${key}` } })],
    ["a map", new Map([["authorization", key]])],
    ["a set", new Set([key])],
    ["the query of an address", new URLSearchParams({ key })],
    ["an address", new URL(`https://a.test/?key=${encodeURIComponent(key)}`)],
    [
      "an object of a class",
      new (class Config {
        readonly headers = { authorization: key };
      })(),
    ],
    ["an object without a prototype", Object.assign(Object.create(null), { key })],
  ])("is replaced in %s on the error", (_, value) => {
    const deep = { depth: 9, showHidden: true };
    for (const config of [value, { inner: [value] }]) {
      const error = redact(Object.assign(new Error("no"), { config }));
      expect(
        encodings.map(([, encoding]) => encoding(key)).filter((form) => inspect(error, deep).includes(form)),
      ).toEqual([]);
      expect(inspect(error, deep)).toContain("[key]");
    }
  });

  it("leads to no copy of objects of a class that do not contain it", () => {
    const values = [
      new Headers({ accept: "*/*" }),
      new Map([["a", 1]]),
      new URL("https://a.test/"),
      Buffer.from("abc"),
    ];
    const error = redact(Object.assign(new Error(key), { values }));
    for (const [index, value] of values.entries()) expect(error.values[index]).toBe(value);
  });

  it("is replaced in each error of an AggregateError", () => {
    const errors = [new Error(key), new Error("fine")];
    const error = redact(new AggregateError(errors, key));
    expect(error.message).toBe("[key]");
    expect(error.errors).toEqual([new Error("[key]"), new Error("fine")]);
    expect(errors[0]?.message).toBe("[key]");
  });

  it("is replaced in an error within JSON", () => {
    const error = new Error(key);
    redact({ error });
    expect(error.message).toBe("[key]");
  });

  it("is replaced in a message that is not the error's own property", () => {
    const error = redact(new DOMException(`bad ${key}`, "NetworkError"));
    expect(error.message).toBe("bad [key]");
    expect(error.name).toBe("NetworkError");
    expect(error.stack ?? "").not.toContain(key);
  });

  it("is replaced in a copy of an error that cannot be changed", () => {
    const frozen = Object.freeze(new Error(`bad ${key}`));
    const outer = redact(new Error("outer", { cause: frozen }));
    expect(outer.cause).toMatchObject({ message: "bad [key]" });
    expect(inspect([redact(frozen), outer], { depth: 9 })).not.toContain(key);
  });

  it("is replaced in a property that is not enumerable, which stays so", () => {
    const error = Object.assign(new Error("fine"), { hidden: 1 });
    Object.defineProperty(error, "hidden", { enumerable: false, value: key });
    redact(error);
    expect(error.hidden).toBe("[key]");
    expect(Object.keys(error)).toEqual([]);
    const shown = redact(Object.assign(new Error("fine"), { shown: key }));
    expect(Object.keys(shown)).toEqual(["shown"]);
  });

  it("is replaced without a change to getters, dates and the attributes of properties", () => {
    const when = new Date();
    const error = Object.assign(new Error(key), { when });
    Object.defineProperty(error, "lazy", { get: () => "fine", configurable: true });
    redact(error);
    expect(error.when).toBe(when);
    expect(Object.getOwnPropertyDescriptor(error, "lazy")).toHaveProperty("get");
    expect(Object.getOwnPropertyDescriptor(error, "message")).toMatchObject({ configurable: true, writable: true });
    error.message = "mine";
    expect(error.message).toBe("mine");
  });

  it("adds no property to an error that has no secret", () => {
    const error = new DOMException("fine", "NetworkError");
    const names = Object.getOwnPropertyNames(error);
    redact(error);
    expect(Object.getOwnPropertyNames(error)).toEqual(names);
  });
});

describe("nesting", () => {
  it("may be a circle of causes, and the secret is still replaced", () => {
    const error = new Error(key);
    error.cause = error;
    expect(redact(error).message).toBe("[key]");
    expect(error.cause).toBe(error);
    const [a, b] = [new Error(key), new Error(key)];
    Object.assign(a, { cause: b });
    Object.assign(b, { cause: a });
    redact(a);
    expect([a.message, b.message]).toEqual(["[key]", "[key]"]);
  });

  it("is cut off if an object contains itself", () => {
    const loop: { again?: unknown; text: string } = { text: key };
    loop.again = loop;
    const list: unknown[] = [key];
    list.push(list);
    const error = redact(Object.assign(new Error(key), { loop, list }));
    expect(error.message).toBe("[key]");
    expect(JSON.stringify([error.loop, error.list])).not.toContain(key);
    expect(JSON.stringify(redact(loop))).not.toContain(key);
  });

  it("is searched once, however often the same object occurs", () => {
    let reads = 0;
    const get = () => {
      reads++;
      return key;
    };
    const shared = Object.defineProperty({}, "text", { enumerable: true, get });
    const config: Record<string, unknown> = { shared, list: [shared, shared] };
    // If objects were searched again, this circle of three ways would take 3 to the power of 20 steps.
    Object.assign(config, { a: config, b: config, c: [config] });
    const error = redact(Object.assign(new Error("x"), { config }));
    const clean = { text: "[key]" };
    expect(error.config).toEqual({ shared: clean, list: [clean, clean], a: "[…]", b: "[…]", c: ["[…]"] });
    expect(reads).toBe(1);
  });

  const objects = (inner: unknown, depth: number): unknown => (depth ? { inner: objects(inner, depth - 1) } : inner);
  const lists = (inner: unknown, depth: number): unknown => (depth ? [lists(inner, depth - 1)] : inner);
  const errors = (inner: unknown, depth: number): unknown =>
    depth ? new Error("outer", { cause: errors(inner, depth - 1) }) : inner;

  it.each([
    ["objects", objects],
    ["lists", lists],
    ["errors", errors],
  ])("of %s is searched 20 levels deep, and cut off below, with or without a secret", (_, nest) => {
    for (const depth of [1, 20]) {
      const error = redact(Object.assign(new Error("x"), { raw: nest({ inner: key }, depth - 1) }));
      expect(error.raw).toEqual(nest({ inner: "[key]" }, depth - 1));
    }
    for (const depth of [21, 22, 40]) {
      for (const inner of [key, "fine"]) {
        const error = redact(Object.assign(new Error("x"), { raw: nest({ inner }, depth - 1) }));
        expect(error.raw).toEqual(nest("[…]", 20));
      }
    }
  });

  it("is counted from the outermost object", () => {
    expect(redact(objects({ inner: key }, 20))).toEqual(objects({ inner: "[key]" }, 20));
    expect(redact(objects({ inner: key }, 21))).toEqual(objects("[…]", 21));
  });

  it("is also cut off in JSON without a secret, because deeper levels are not searched", () => {
    for (const nest of [objects, lists]) {
      const deep = nest({ inner: "fine" }, 20);
      expect(redact(deep)).toBe(deep);
      expect(redact(nest({ inner: "fine" }, 21))).toEqual(nest("[…]", 21));
    }
  });
});

describe("the beginning of a secret", () => {
  it("is replaced at the end of a text, from 8 characters on, because a response may break off within it", () => {
    for (let length = 8; length < key.length; length++) {
      for (const encoded of [key.slice(0, length), encodeURIComponent(key.slice(0, length))]) {
        expect(redact(`before ${encoded}`)).toBe("before [key]");
      }
    }
    expect(createRedact("sk-fault+/5b")("sk-fault%2")).toBe("[key]");
  });

  it("is kept within a text and below 8 characters, because providers mask keys that way", () => {
    for (const text of [`${key.slice(0, 12)}*** is wrong`, `before ${key.slice(0, 7)}`])
      expect(redact(text)).toBe(text);
  });
});

it("redacts the properties of an error under symbols, as under names", () => {
  const init = Symbol("init");
  const error = Object.assign(new Error("failed"), { [init]: { headers: { authorization: `Bearer ${key}` } } });
  expect(redact(error)[init]).toEqual({ headers: { authorization: "Bearer [key]" } });
  expect(inspect(error)).not.toContain(key);
});
