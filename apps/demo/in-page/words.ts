import { type Language, languages as ofServer, type Words } from "../src/words/words.ts";

/** Languages of a studio that runs in its page. `page.config.ts` replaces the other languages by these. */
export const languages: Readonly<Record<Language, Words>> = { en: inPage(ofServer.en), zh: inPage(ofServer.zh) };

/** Replaces the texts about a server by texts about the browser. */
function inPage(words: Words): Words {
  const { inPage: own, request, welcome, runs, errors } = words;
  return {
    ...words,
    // Without a text for live, the form offers no choice.
    request: { ...request, live: "", nothingCharged: () => own.note, nothingChargedUnknown: own.note },
    welcome: { ...welcome, simulator: own.about },
    runs: { ...runs, lostWhy: () => own.lostWhy },
    errors: { ...errors, studio: { ...errors.studio, StudioUnreachableError: own.unreachable } },
  };
}
