import type { Words } from "./words.ts";

/** What a studio that runs in its page says in place of what one with a server says. */
export function inPage(words: Words): Words {
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
