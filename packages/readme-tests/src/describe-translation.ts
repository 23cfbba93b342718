import { expect, it } from "vitest";
import { withoutWords } from "./languages.ts";
import type { Readme } from "./readmes.ts";
import type { Snippet } from "./snippet.ts";

/** Tests that a translation has the snippets of its original. */
export function describeTranslation(original: Readme, translation: Readme): void {
  it("has the snippets of the original, in their order", () => {
    const languagesOf = (snippets: readonly Snippet[]) => snippets.map(({ language }) => language);
    expect(languagesOf(translation.snippets)).toEqual(languagesOf(original.snippets));
  });

  it.for(translation.snippets.map((snippet, at) => ({ line: snippet.line, heading: snippet.heading, at })))(
    "has the code of the original at line $line, $heading, but for comments and Chinese texts",
    ({ at }) => {
      const [theirs, ours] = [original.snippets[at], translation.snippets[at]];
      if (!theirs || !ours) return expect.fail(`${original.path} has fewer snippets`);
      const place = `${ours.readme}:${ours.line} is not ${theirs.readme}:${theirs.line}`;
      expect(withoutWords(ours, theirs), place).toBe(withoutWords(theirs, ours));
    },
  );
}
