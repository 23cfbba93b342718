import { type Language, languages as ofServer, type Words } from "../src/words/words.ts";

/** The languages of a studio that runs in its page: `page.config.ts` puts them in the place of the others. */
export const languages: Readonly<Record<Language, Words>> = { en: inPage(ofServer.en), zh: inPage(ofServer.zh) };

/** What it says in place of what one with a server says. */
function inPage(words: Words): Words {
  const { inPage: own, request, welcome, runs, errors } = words;
  return {
    ...words,
    // Without a word for live, there is no choice.
    request: { ...request, live: "", nothingCharged: () => own.note, nothingChargedUnknown: own.note },
    welcome: { ...welcome, simulator: own.about },
    runs: { ...runs, lostWhy: () => own.lostWhy },
    errors: { ...errors, studio: { ...errors.studio, StudioUnreachableError: own.unreachable } },
  };
}
