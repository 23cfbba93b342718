import { createContext, useContext } from "react";
import { en, type Words } from "./en.ts";
import { zh } from "./zh.ts";

/** The languages of the page. */
export const languages = { en, zh } as const satisfies Record<string, Words>;

export type Language = keyof typeof languages;

export const WordsContext = createContext<Words>(en);

/** Every text of the page in the language that it is shown in. */
export function useWords(): Words {
  return useContext(WordsContext);
}

const PLACE = "language";

/** What was chosen here before; at first, the browser's first language that the page has. */
export function firstLanguage(): Language {
  const wanted = [localStorage.getItem(PLACE), ...navigator.languages].map((tag) => tag?.split("-")[0]);
  return wanted.find(isLanguage) ?? "en";
}

export function remember(language: Language): void {
  localStorage.setItem(PLACE, language);
}

function isLanguage(tag: string | undefined): tag is Language {
  return tag !== undefined && Object.hasOwn(languages, tag);
}
