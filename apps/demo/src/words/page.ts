import { chosen, keep } from "../choices.ts";
import { type Language, languages } from "./words.ts";

const PLACE = "language";

/** Returns the language of the address or of the last visit, otherwise the first of the browser that the page has. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  const wanted = [asked, chosen(PLACE), ...navigator.languages].map((tag) => tag?.split("-")[0]);
  return wanted.find((tag) => tag === "en" || tag === "zh") ?? "en";
}

const language = firstLanguage();

export const words = languages[language];

export const otherLanguage: Language = language === "en" ? "zh" : "en";

/** Opens the page in the other language, with its contents kept. Call only while the server responds. */
export function switchLanguage(): void {
  keep(PLACE, otherLanguage);
  // The address keeps the language if the browser stores nothing.
  location.search = `?lang=${otherLanguage}`;
}

document.documentElement.lang = words.tag;
document.title = words.page.title;
