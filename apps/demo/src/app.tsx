import { useLayoutEffect, useMemo, useState } from "react";
import { Studio } from "./studio.tsx";
import { inPage } from "./words/in-page.ts";
import { firstLanguage, type Language, languages, remember, WordsContext } from "./words/words.ts";

/**
 * The studio in a language.
 *
 * @param isInPage Whether it has no server but this page's own.
 */
export function App({ isInPage = false }: { readonly isInPage?: boolean }) {
  const [language, setLanguage] = useState(firstLanguage);
  const words = useMemo(() => (isInPage ? inPage(languages[language]) : languages[language]), [isInPage, language]);

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
