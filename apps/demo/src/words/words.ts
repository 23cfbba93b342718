import { createContext, use } from "react";
import { chosen, keep } from "../choices.ts";
import { type Language, type Words, wordsIn } from "./texts.ts";

export type { Language, Words };

/** The languages of the page. */
export const languages: Readonly<Record<Language, Words>> = { en: wordsIn("en"), zh: wordsIn("zh") };

export const WordsContext = createContext<Words>(languages.en);

/** Every text of the page in the language that it is shown in. */
export const useWords = () => use(WordsContext);

const PLACE = "language";

/** What was chosen here before; at first, the browser's first language that the page has. */
export function firstLanguage(): Language {
  const wanted = [chosen(PLACE), ...navigator.languages].map((tag) => tag?.split("-")[0]);
  return wanted.find((tag) => tag === "en" || tag === "zh") ?? "en";
}

export function remember(language: Language): void {
  keep(PLACE, language);
}
