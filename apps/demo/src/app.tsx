import { useLayoutEffect, useState } from "react";
import { Studio } from "./studio.tsx";
import { LanguageSwitch } from "./words/language-switch.tsx";
import { firstLanguage, languages, remember, WordsContext } from "./words/words.ts";

/** The studio in a language. */
export function App() {
  const [language, setLanguage] = useState(firstLanguage);
  const words = languages[language];

  useLayoutEffect(() => {
    document.documentElement.lang = words.tag;
    document.title = words.page.title;
    document.querySelector("meta[name=description]")?.setAttribute("content", words.page.description);
  }, [words]);

  return (
    <WordsContext value={words}>
      <Studio>
        <LanguageSwitch
          language={language}
          onChange={(chosen) => {
            remember(chosen);
            setLanguage(chosen);
          }}
        />
      </Studio>
    </WordsContext>
  );
}
