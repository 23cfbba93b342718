import { readFileSync } from "node:fs";
import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { declarationOf } from "../scripts/declare-texts.ts";
import { type Texts, textsOf } from "../src/words/texts.ts";
import { type Language, languages } from "../src/words/words.ts";

const everyLanguage = Object.keys(languages) as Language[];

describe("texts", () => {
  it.each(everyLanguage)("are declared as they are in %s: else run `pnpm run texts`", (language) => {
    const { file, declaration } = declarationOf(language);
    // Both are too long to be shown.
    expect(readFileSync(file, "utf8") === declaration).toBe(true);
  });

  it.each(everyLanguage)("can all be read in %s", (language) => {
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

  it("do not compile with other parameters than their own", () => {
    const { runs, page } = languages.en;
    // @ts-expect-error: its name is made.
    expect(() => runs.received({ making: 1, expected: 2 })).toThrow("made");
    // @ts-expect-error: it is a number.
    expect(runs.received({ made: "one", expected: 2 })).toBeDefined();
    // @ts-expect-error: it has none.
    expect(() => page.title({})).toThrow(TypeError);
  });

  it("do not compile where a language lacks one, or has other parameters", () => {
    interface English {
      readonly title: "Studio";
      readonly made: "{count, number} made";
    }
    const { title, made } = { title: "Studio", made: "{count, number} made" } as const;
    // @ts-expect-error: it lacks the title.
    const lacking: Texts<English> = textsOf({ made } as const, "en");
    // @ts-expect-error: its parameter has another name.
    const other: Texts<English> = textsOf({ title, made: "{number, number} made" } as const, "en");
    const all: Texts<English> = textsOf({ title, made } as const, "en");
    expect([lacking.title, other.title, all.made({ count: 3 })]).toEqual([undefined, "Studio", "3 made"]);
  });
});
