import { chosen, keep } from "../choices.ts";
import { type Language, languages } from "./words.ts";

const PLACE = "language";

/** What the address says, or was chosen here before; at first, the browser's first language that the page has. */
function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  const wanted = [asked, chosen(PLACE), ...navigator.languages].map((tag) => tag?.split("-")[0]);
  return wanted.find((tag) => tag === "en" || tag === "zh") ?? "en";
}

const language = firstLanguage();

export const words = languages[language];

export const otherLanguage: Language = language === "en" ? "zh" : "en";

/** Opens the page in the other language: it keeps all that is in it. Not while its server is away. */
export function switchLanguage(): void {
  keep(PLACE, otherLanguage);
  // Where the browser keeps nothing, the address does.
  location.search = `?lang=${otherLanguage}`;
}

document.documentElement.lang = words.tag;
document.title = words.page.title;
