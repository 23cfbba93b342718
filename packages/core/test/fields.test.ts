import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkFields, type FieldRule, type FieldRules } from "../src/fields.ts";

const rules: FieldRules = {
  prompt: { type: "a string", required: true },
  image: { type: "a string or an array", range: [1, 3], items: { type: "a string" } },
  response_format: { type: "a string", oneOf: ["url", "b64_json"] },
  seed: { type: "an integer", range: [-1, 2147483647] },
  guidance_scale: { type: "a number", range: [1, 10] },
  watermark: { type: "a boolean or null" },
  options: { type: "an object", fields: { mode: { type: "a string", required: true } } },
  tools: { type: "an array", range: [1], items: { type: "an object", fields: { type: { type: "a string" } } } },
};

test("a body that keeps every rule", () => {
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

test.each<[object, string]>([
  [{ seed: 1.5 }, "seed is 1.5; it must be an integer from -1 to 2147483647"],
  [{ seed: -2 }, "seed is -2; it must be an integer from -1 to 2147483647"],
  [{ seed: "7" }, 'seed is "7"; it must be an integer from -1 to 2147483647'],
  [{ guidance_scale: Number.NaN }, "guidance_scale is null; it must be a number from 1 to 10"],
  [{ response_format: "file" }, 'response_format is "file"; it must be one of "url", "b64_json"'],
  [{ watermark: "yes" }, 'watermark is "yes"; it must be a boolean or null'],
  [{ options: null }, "options is null; it must be an object"],
  [{ options: {} }, "options.mode is missing; it must be a string"],
  [{ options: { mode: "", moode: "" } }, "options.moode is not one of the fields mode"],
  [{ image: [] }, "image is []; it must be a string or an array from 1 to 3 items"],
  [{ image: ["a", 2] }, "image[1] is 2; it must be a string"],
  [{ tools: [] }, "tools is []; it must be an array from 1 items"],
  [{ tools: [{ type: 1 }] }, "tools[0].type is 1; it must be a string"],
  [{ tools: [undefined] }, "tools[0] is missing; it must be an object"],
])("%j", (fields, message) => {
  expect(checkFields({ prompt: "A hat", ...fields }, rules)).toEqual([message]);
});

test.each<[unknown, string]>([
  [() => {}, "() => {}"],
  [Symbol("x"), "Symbol(x)"],
  [5n, "5"],
  [{ inner: 5n }, "[object Object]"],
  ["x", '"x"'],
])("shows also a value that JSON cannot hold: %o", (seed, shown) => {
  expect(checkFields({ prompt: "A hat", seed }, rules)).toEqual([
    `seed is ${shown}; it must be an integer from -1 to 2147483647`,
  ]);
});

test("a list or an object in place of a text is a fault, an object of no rules is none", () => {
  expect(checkFields({ prompt: [] }, rules)).toEqual(["prompt is []; it must be a string"]);
  expect(checkFields({ prompt: {} }, rules)).toEqual(["prompt is {}; it must be a string"]);
  expect(checkFields({ any: { a: 1 } }, { any: { type: "an object" } })).toEqual([]);
  expect(checkFields({ any: "a" }, { any: { type: "a string or an object", fields: {} } })).toEqual([]);
});

test("quotes a long text to its 40th character, as a text", () => {
  const rule: FieldRules = { format: { type: "a string", oneOf: ["png"] } };
  expect(checkFields({ format: "x".repeat(99) }, rule)).toEqual([
    `format is "${"x".repeat(40)}"; it must be one of "png"`,
  ]);
});

test("tells every fault, and quotes only the beginning of a long value", () => {
  expect(checkFields({ sed: 1, image: { data: "x".repeat(1e6) } }, rules)).toEqual([
    "prompt is missing; it must be a string",
    expect.stringMatching(/^image is \{"data":"x{31}; it must be a string or an array from 1 to 3 items$/),
    `sed is not one of the fields ${Object.keys(rules).join(", ")}`,
  ]);
});

describe("properties", () => {
  // A rule, with values that keep it.
  const scalar: fc.Arbitrary<[FieldRule, fc.Arbitrary<unknown>]> = fc.oneof(
    fc.constant<[FieldRule, fc.Arbitrary<unknown>]>([{ type: "a string" }, fc.string()]),
    fc.constant<[FieldRule, fc.Arbitrary<unknown>]>([{ type: "a boolean or null" }, fc.option(fc.boolean())]),
    fc.constant<[FieldRule, fc.Arbitrary<unknown>]>([
      { type: "a number" },
      fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
    ]),
    fc
      .tuple(fc.integer(), fc.nat())
      .map(([least, width]): [FieldRule, fc.Arbitrary<unknown>] => [
        { type: "an integer", range: [least, least + width] },
        fc.integer({ min: least, max: least + width }),
      ]),
    fc
      .uniqueArray(fc.oneof(fc.string(), fc.integer()), { minLength: 1 })
      .map((oneOf): [FieldRule, fc.Arbitrary<unknown>] => [
        { type: "a string or a number", oneOf },
        fc.constantFrom(...oneOf),
      ]),
  );
  const ruled: fc.Arbitrary<[FieldRule, fc.Arbitrary<unknown>]> = fc.oneof(
    scalar,
    scalar.map(([items, values]): [FieldRule, fc.Arbitrary<unknown>] => [
      { type: "an array", items, range: [0, 5] },
      fc.array(values, { maxLength: 5 }),
    ]),
    scalar.map(([rule, values]): [FieldRule, fc.Arbitrary<unknown>] => [
      { type: "an object", fields: { inner: { ...rule, required: true } } },
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

  test("a body made by the rules is let pass", () => {
    fc.assert(
      fc.property(ruledBody, ([made, body]) => {
        expect(checkFields(body, made)).toEqual([]);
      }),
    );
  });

  test("a body is judged alike before and after it was sent as JSON", () => {
    const anyBody = fc.record({ prompt: fc.jsonValue(), image: fc.jsonValue(), options: fc.jsonValue() });
    fc.assert(
      fc.property(anyBody, (body) => {
        expect(checkFields(JSON.parse(JSON.stringify(body)) as object, rules)).toEqual(checkFields(body, rules));
      }),
    );
  });

  test("every field too many is told, by its own name", () => {
    fc.assert(
      fc.property(ruledBody, name, fc.anything(), ([made, body], extra, value) => {
        fc.pre(!(extra in made) && value !== undefined);
        expect(checkFields({ ...body, [extra]: value }, made)).toEqual([
          `${extra} is not one of the fields ${Object.keys(made).join(", ")}`,
        ]);
      }),
    );
  });

  test("an integer is let pass exactly within its range", () => {
    fc.assert(
      fc.property(fc.double(), fc.integer(), fc.integer(), (value, a, b) => {
        const range = [Math.min(a, b), Math.max(a, b)] as const;
        const faults = checkFields({ value }, { value: { type: "an integer", range } });
        expect(faults.length === 0).toBe(Number.isInteger(value) && value >= range[0] && value <= range[1]);
      }),
    );
  });
});
