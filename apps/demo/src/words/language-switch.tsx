import type { Language } from "./words.ts";
import { languages } from "./words.ts";

interface LanguageSwitchProps {
  readonly language: Language;
  readonly onChange: (language: Language) => void;
}

/** The language of the page; each calls itself by its own name. */
export function LanguageSwitch({ language, onChange }: LanguageSwitchProps) {
  const other = language === "en" ? "zh" : "en";
  const { tag, name } = languages[other];
  return (
    <button type="button" className="language" lang={tag} onClick={() => onChange(other)}>
      {name}
    </button>
  );
}
