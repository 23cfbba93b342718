import { describe, expect, it } from "vitest";
import { describeTranslation } from "../src/describe-translation.ts";
import { readPages } from "../src/pages.ts";

const [english, chinese] = [readPages("en"), readPages("zh")];

it("the site has each page in both languages", () => {
  expect(chinese.map(({ name }) => name)).toEqual(english.map(({ name }) => name));
  expect(english.map(({ name }) => name)).toContain("guides/first-image.md");
});

describe.for(
  english.flatMap((original) => {
    const translation = chinese.find(({ name }) => name === original.name);
    return translation ? [{ path: translation.path, original, translation }] : [];
  }),
)("$path", ({ original, translation }) => {
  it("has the headings of the original", () => {
    expect(translation.headings).toEqual(original.headings);
  });

  describeTranslation(original, translation);
});
