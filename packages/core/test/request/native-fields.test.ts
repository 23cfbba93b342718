import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkFields, type FieldRule, type FieldRules, type FieldType } from "../../src/request/native-fields.ts";

const rules: FieldRules = {
  prompt: { types: ["string"], required: true },
  image: { types: ["string", "array"], range: [1, 3], items: { types: ["string"] } },
  response_format: { types: ["string"], oneOf: ["url", "b64_json"] },
  seed: { types: ["integer"], range: [-1, 2147483647] },
  guidance_scale: { types: ["number"], range: [1, 10] },
  watermark: { types: ["boolean", "null"] },
  options: { types: ["object"], fields: { mode: { types: ["string"], required: true } } },
  tools: { types: ["array"], range: [1], items: { types: ["object"], fields: { type: { types: ["string"] } } } },
};

describe("checkFields", () => {
  it("finds no fault in a body that keeps every rule", () => {
    expect(
      checkFields(
        {
          prompt: "",
          image: "https://example.com/a.png",
          response_format: "url",
          seed: -1,
          guidance_scale: 2.5,
          watermark: null,
          options: { mode: "fast" },
          tools: [{ type: "web_search" }, {}],
        },
        rules,
      ),
    ).toEqual([]);
    expect(checkFields({ prompt: "", guidance_scale: 2, seed: undefined, image: ["a", "b"] }, rules)).toEqual([]);
  });

  it.each<[object, string]>([
    [{ seed: 1.5 }, "seed is 1.5; it must be an integer from -1 to 2147483647"],
    [{ seed: -2 }, "seed is -2; it must be an integer from -1 to 2147483647"],
    [{ seed: "7" }, 'seed is "7"; it must be an integer from -1 to 2147483647'],
    [{ guidance_scale: Number.NaN }, "guidance_scale is NaN; it must be a number from 1 to 10"],
    [{ guidance_scale: 0.5 }, "guidance_scale is 0.5; it must be a number from 1 to 10"],
    [{ response_format: "file" }, 'response_format is "file"; it must be one of "url", "b64_json"'],
    [{ watermark: "yes" }, 'watermark is "yes"; it must be a boolean or null'],
    [{ options: null }, "options is null; it must be an object"],
    [{ options: {} }, "options.mode is missing; it must be a string"],
    [{ options: { mode: "", moode: "" } }, "options.moode is not one of the fields mode"],
    [{ image: [] }, "image is []; it must be a string or an array from 1 to 3 items"],
    [{ image: ["a", "b", "c", "d"] }, 'image is ["a","b","c","d"]; it must be a string or an array from 1 to 3 items'],
    [{ image: ["a", 2] }, "image[1] is 2; it must be a string"],
    [{ tools: [] }, "tools is []; it must be an array from 1 items"],
    [{ tools: [{ type: 1 }] }, "tools[0].type is 1; it must be a string"],
    [{ tools: [undefined] }, "tools[0] is missing; it must be an object"],
    [{ toString: "a" }, `toString is not one of the fields ${Object.keys(rules).join(", ")}`],
  ])("names value and rule of %j", (fields, message) => {
    expect(checkFields({ prompt: "A hat", ...fields }, rules)).toEqual([message]);
  });

  it.each<[unknown, string]>([
    [() => {}, "() => {}"],
    [Symbol("x"), "Symbol(x)"],
    [5n, "5"],
    [{ inner: 5n }, "[object Object]"],
    [Number.POSITIVE_INFINITY, "Infinity"],
    ["x", '"x"'],
  ])("also names a value that JSON cannot hold: %o", (seed, shown) => {
    expect(checkFields({ prompt: "A hat", seed }, rules)).toEqual([
      `seed is ${shown}; it must be an integer from -1 to 2147483647`,
    ]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "refuses %d, which JSON turns into null",
    (value) => {
      const message = `any is ${value}; it must be a number`;
      expect(checkFields({ any: value }, { any: { types: ["number"] } })).toEqual([message]);
    },
  );

  it("refuses a list or an object in place of a text, and accepts any fields in an object without rules", () => {
    expect(checkFields({ prompt: [] }, rules)).toEqual(["prompt is []; it must be a string"]);
    expect(checkFields({ prompt: {} }, rules)).toEqual(["prompt is {}; it must be a string"]);
    expect(checkFields({ any: { a: 1 } }, { any: { types: ["object"] } })).toEqual([]);
    expect(checkFields({ any: "a" }, { any: { types: ["string", "object"], fields: {} } })).toEqual([]);
  });

  it("does not check the items of a value that is not an array, nor of an array without a rule for them", () => {
    expect(checkFields({ any: "ab" }, { any: { types: ["string", "array"], items: { types: ["number"] } } })).toEqual(
      [],
    );
    expect(checkFields({ any: [1, "a", null] }, { any: { types: ["array"] } })).toEqual([]);
  });

  it("applies a range to numbers and lists, not to texts and objects", () => {
    const any: FieldRule = { types: ["number", "string", "array", "object"], range: [2, 3] };
    for (const value of [2, 3, [1, 2], "", "four", { length: 9 }])
      expect(checkFields({ any: value }, { any })).toEqual([]);
    for (const value of [1, 4, [], [1, 2, 3, 4]]) expect(checkFields({ any: value }, { any })).toHaveLength(1);
  });

  it("quotes a text up to its 80th character", () => {
    const rule: FieldRules = { format: { types: ["string"], oneOf: ["png"] } };
    expect(checkFields({ format: "x".repeat(99) }, rule)).toEqual([
      `format is "${"x".repeat(80)}"; it must be one of "png"`,
    ]);
  });

  it("names every fault, and quotes only the beginning of a long value", () => {
    expect(checkFields({ sed: 1, image: { data: "x".repeat(1e6) } }, rules)).toEqual([
      "prompt is missing; it must be a string",
      expect.stringMatching(/^image is \{"data":"x{31}; it must be a string or an array from 1 to 3 items$/),
      `sed is not one of the fields ${Object.keys(rules).join(", ")}`,
    ]);
  });
});

describe("the types of a field", () => {
  const samples: Record<FieldType, unknown> = {
    string: "a",
    integer: 7,
    number: 1.5,
    boolean: false,
    array: [],
    object: {},
    null: null,
  };
  const all = Object.keys(samples) as FieldType[];

  it("accept values of each of them, and of no other", () => {
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1 }), fc.constantFrom(...all), (types, type) => {
        // An integer is a number too.
        const isAccepted = types.includes(type) || (type === "integer" && types.includes("number"));
        expect(checkFields({ any: samples[type] }, { any: { types } }).length === 0).toBe(isAccepted);
      }),
    );
  });

  it.each<[readonly FieldType[], string]>([
    [["string"], "a string"],
    [["integer"], "an integer"],
    [["number", "string"], "a number or a string"],
    [["boolean", "null"], "a boolean or null"],
    [["array", "object", "null"], "an array or an object or null"],
  ])("%j are written as %s", (types, text) => {
    expect(checkFields({ any: undefined }, { any: { types, required: true } })).toEqual([
      `any is missing; it must be ${text}`,
    ]);
  });
});

describe("checkFields, for any rules,", () => {
  // A rule, and values that satisfy it.
  const scalar: fc.Arbitrary<[FieldRule, fc.Arbitrary<unknown>]> = fc.oneof(
    fc.constant<[FieldRule, fc.Arbitrary<unknown>]>([{ types: ["string"] }, fc.string()]),
    fc.constant<[FieldRule, fc.Arbitrary<unknown>]>([{ types: ["boolean", "null"] }, fc.option(fc.boolean())]),
    fc.constant<[FieldRule, fc.Arbitrary<unknown>]>([
      { types: ["number"] },
      fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
    ]),
    fc
      .tuple(fc.integer(), fc.nat())
      .map(([least, width]): [FieldRule, fc.Arbitrary<unknown>] => [
        { types: ["integer"], range: [least, least + width] },
        fc.integer({ min: least, max: least + width }),
      ]),
    fc
      .uniqueArray(fc.oneof(fc.string(), fc.integer()), { minLength: 1 })
      .map((oneOf): [FieldRule, fc.Arbitrary<unknown>] => [
        { types: ["string", "number"], oneOf },
        fc.constantFrom(...oneOf),
      ]),
  );
  const ruled: fc.Arbitrary<[FieldRule, fc.Arbitrary<unknown>]> = fc.oneof(
    scalar,
    scalar.map(([items, values]): [FieldRule, fc.Arbitrary<unknown>] => [
      { types: ["array"], items, range: [0, 5] },
      fc.array(values, { maxLength: 5 }),
    ]),
    scalar.map(([rule, values]): [FieldRule, fc.Arbitrary<unknown>] => [
      { types: ["object"], fields: { inner: { ...rule, required: true } } },
      fc.record({ inner: values }),
    ]),
  );
  const name = fc.stringMatching(/^[a-z_]{1,12}$/);
  const ruledBody = fc
    .dictionary(name, ruled, { noNullPrototype: true })
    .chain((fields) =>
      fc.tuple(
        fc.constant(Object.fromEntries(Object.entries(fields).map(([key, [rule]]) => [key, rule])) as FieldRules),
        fc.record(Object.fromEntries(Object.entries(fields).map(([key, [, values]]) => [key, values]))),
      ),
    );

  it("accepts a body made by the rules", () => {
    fc.assert(
      fc.property(ruledBody, ([made, body]) => {
        expect(checkFields(body, made)).toEqual([]);
      }),
    );
  });

  it("finds the same faults before and after a body becomes JSON", () => {
    const anyBody = fc.record({ prompt: fc.jsonValue(), image: fc.jsonValue(), options: fc.jsonValue() });
    fc.assert(
      fc.property(anyBody, (body) => {
        expect(checkFields(JSON.parse(JSON.stringify(body)) as object, rules)).toEqual(checkFields(body, rules));
      }),
    );
  });

  it("names every unknown field", () => {
    fc.assert(
      fc.property(ruledBody, name, fc.anything(), ([made, body], extra, value) => {
        fc.pre(!(extra in made) && value !== undefined);
        expect(checkFields({ ...body, [extra]: value }, made)).toEqual([
          `${extra} is not one of the fields ${Object.keys(made).join(", ")}`,
        ]);
      }),
    );
  });

  it("accepts an integer exactly within its range", () => {
    fc.assert(
      fc.property(fc.double(), fc.integer(), fc.integer(), (value, a, b) => {
        const range = [Math.min(a, b), Math.max(a, b)] as const;
        const faults = checkFields({ value }, { value: { types: ["integer"], range } });
        expect(faults.length === 0).toBe(Number.isInteger(value) && value >= range[0] && value <= range[1]);
      }),
    );
  });
});
