import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { declarationOf } from "../scripts/declare-texts.ts";
import { type Texts, textsOf } from "../src/words/texts.ts";
import { type Language, languages } from "../src/words/words.ts";

const everyLanguage = Object.keys(languages) as Language[];

describe("texts", () => {
  it.each(everyLanguage)("match their declaration in %s; otherwise run `pnpm run texts`", (language) => {
    const { file, declaration } = declarationOf(language);
    // Both are too long to print in a failure.
    expect(readFileSync(file, "utf8") === declaration).toBe(true);
  });

  it.each(everyLanguage)("can all be parsed in %s", (language) => {
    const { file } = declarationOf(language);
    const texts = readFileSync(new URL(`${language}.json`, file), "utf8").matchAll(/: (".*")/g);
    for (const [, text = ""] of texts) expect(() => new IntlMessageFormat(JSON.parse(text), language)).not.toThrow();
  });

  it("have the plurals and the numbers of their language", () => {
    const { en, zh } = languages;
    expect([1, 2, 1234].map((count) => en.request.simulate({ count }))).toEqual([
      "Simulate 1 image",
      "Simulate 2 images",
      "Simulate 1,234 images",
    ]);
    expect(zh.request.simulate({ count: 1234 })).toBe("模拟 1,234 张");
    expect([0, 2].map((underWay) => en.page.runsTab({ underWay }))).toEqual(["Runs", "Runs, 2 under way"]);
  });

  it("do not compile with wrong parameters", () => {
    const { runs, page } = languages.en;
    // @ts-expect-error: the parameter is named made.
    expect(() => runs.received({ making: 1, expected: 2 })).toThrow("made");
    // @ts-expect-error: made is a number.
    expect(runs.received({ made: "one", expected: 2 })).toBeDefined();
    // @ts-expect-error: title has no parameters.
    expect(() => page.title({})).toThrow(TypeError);
  });

  it("do not compile if a language lacks a text, or has other parameters", () => {
    interface English {
      readonly title: "Studio";
      readonly made: "{count, number} made";
    }
    const { title, made } = { title: "Studio", made: "{count, number} made" } as const;
    // @ts-expect-error: the title is missing.
    const lacking: Texts<English> = textsOf({ made } as const, "en");
    // @ts-expect-error: the parameter has another name.
    const other: Texts<English> = textsOf({ title, made: "{number, number} made" } as const, "en");
    const all: Texts<English> = textsOf({ title, made } as const, "en");
    expect([lacking.title, other.title, all.made({ count: 3 })]).toEqual([undefined, "Studio", "3 made"]);
  });
});
