import type { ClientErrorName, ProviderInfo, StudioErrorName } from "../../server/messages.ts";
import { chineseTitles } from "../../server/titles.ts";
import en from "./en.json" with { type: "json" };
import { formatsOf } from "./formats.ts";
import { type Texts, textsOf } from "./texts.ts";
import zh from "./zh.json" with { type: "json" };

export type Language = "en" | "zh";

/** Texts of both languages. A text that one language lacks, or that has other parameters, does not compile. */
const english: Texts<typeof zh> = textsOf(en, "en");
const chinese: Texts<typeof en> = textsOf(zh, "zh-CN");

en.errors satisfies { client: Record<ClientErrorName, string>; studio: Record<StudioErrorName, string> };

/** Every text of the page in a language, and its numbers, dates and names of providers. */
function wordsOf(texts: Texts<typeof en>, format: ReturnType<typeof formatsOf>, titles: Partial<typeof chineseTitles>) {
  const title = ({ name, title }: Pick<ProviderInfo, "name" | "title">) => titles[name] ?? title;
  return { ...texts, format, provider: { ...texts.provider, title } };
}

export type Words = ReturnType<typeof wordsOf>;

/** The languages of the page. In the documentation site, `in-page/words.ts` takes their place. */
export const languages: Readonly<Record<Language, Words>> = {
  en: wordsOf(english, formatsOf("en", ", "), {}),
  zh: wordsOf(chinese, formatsOf("zh-CN", "、"), chineseTitles),
};
