import { describe, expect, it } from "vitest";
import { isObject, moment, number, object, text } from "../src/json.ts";

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

describe("a value of an answer counts", () => {
  it("as an object if it is one: no list, and not null", () => {
    expect(everything.filter(isObject)).toEqual([{ a: 1 }, {}]);
    expect(object({ a: 1 })).toEqual({ a: 1 });
    for (const value of everything.slice(2)) expect(object(value)).toEqual({});
  });

  it("as text if there is something in it", () => {
    expect(kept(text)).toEqual(["x", "5"]);
  });

  it("as a number if it can be reckoned with", () => {
    expect(kept(number)).toEqual([5, 0, -1]);
  });

  it("as a date if it is seconds that a date can hold", () => {
    expect(kept(moment)).toEqual([5, -1]);
    expect(moment(1_790_000_000)).toEqual(new Date("2026-09-21T14:13:20Z"));
    expect(moment(8.64e12)).toEqual(new Date(8.64e15));
    expect(moment(8.65e12)).toBeUndefined();
  });
});
