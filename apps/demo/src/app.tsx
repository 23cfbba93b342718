import { useLayoutEffect, useState } from "react";
import { Studio } from "./studio.tsx";
import { firstLanguage, type Language, languages, remember, WordsContext } from "./words/words.ts";

/** The studio in a language. */
export function App() {
  const [language, setLanguage] = useState(firstLanguage);
  const words = languages[language];

  useLayoutEffect(() => {
    document.documentElement.lang = words.tag;
    document.title = words.page.title;
    document.querySelector("meta[name=description]")?.setAttribute("content", words.page.description);
  }, [words]);

  function choose(chosen: Language) {
    remember(chosen);
    setLanguage(chosen);
  }

  return (
    <WordsContext value={words}>
      <Studio onLanguage={choose} />
    </WordsContext>
  );
}
