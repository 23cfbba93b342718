import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isObject, moment, number, object, text } from "../../src/response/json.ts";

const everything = [
  { a: 1 },
  {},
  [],
  [1],
  "x",
  "",
  "5",
  5,
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  false,
  null,
  undefined,
];

const kept = (read: (value: unknown) => unknown) => everything.filter((value) => read(value) !== undefined);

describe("object()", () => {
  it("returns a JSON object as it is, and an empty one for a list, null and anything else", () => {
    const given = { a: 1 };
    expect(everything.filter(isObject)).toEqual([{ a: 1 }, {}]);
    expect(object(given)).toBe(given);
    for (const value of everything.slice(2)) expect(object(value)).toEqual({});
  });
});

describe("text()", () => {
  it("returns strings that are not empty", () => {
    expect(kept(text)).toEqual(["x", "5"]);
    expect(text("x")).toBe("x");
  });
});

describe("number()", () => {
  it("returns finite numbers", () => {
    expect(kept(number)).toEqual([5, 0, -1]);
    expect(number(0)).toBe(0);
  });
});

describe("moment()", () => {
  it("returns the date of seconds that a date can hold, but not of 0", () => {
    expect(kept(moment)).toEqual([5, -1]);
    expect(moment(1_790_000_000)).toEqual(new Date("2026-09-21T14:13:20Z"));
    expect(moment(8.64e12)).toEqual(new Date(8.64e15));
    expect(moment(8.65e12)).toBeUndefined();
  });
});

it("does not throw for any value", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      for (const read of [object, text, number, moment]) read(value);
    }),
  );
});
