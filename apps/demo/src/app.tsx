import { useLayoutEffect, useMemo, useState } from "react";
import { type Settings, SettingsContext } from "./page/settings.ts";
import { Studio } from "./studio.tsx";
import { inPage } from "./words/in-page.ts";
import { firstLanguage, languages, remember, WordsContext } from "./words/words.ts";

const THEME = "theme";

/**
 * The studio in a language, light or dark.
 *
 * @param isInPage Whether it has no server but this page's own.
 */
export function App({ isInPage = false }: { readonly isInPage?: boolean }) {
  const [language, setLanguage] = useState(firstLanguage);
  const [theme, setTheme] = useState(() => localStorage.getItem(THEME));
  const words = useMemo(() => {
    const usual = languages[language];
    return isInPage ? inPage(usual) : usual;
  }, [isInPage, language]);

  useLayoutEffect(() => {
    document.documentElement.lang = words.tag;
    document.title = words.page.title;
    document.querySelector("meta[name=description]")?.setAttribute("content", words.page.description);
  }, [words]);

  useLayoutEffect(() => {
    if (theme) document.documentElement.dataset.theme = theme;
  }, [theme]);

  const settings: Settings = {
    isInPage,
    language,
    setLanguage(chosen) {
      remember(chosen);
      setLanguage(chosen);
    },
    switchTheme() {
      const isDark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      const chosen = isDark ? "light" : "dark";
      localStorage.setItem(THEME, chosen);
      setTheme(chosen);
    },
  };
  return (
    <SettingsContext value={settings}>
      <WordsContext value={words}>
        <Studio />
      </WordsContext>
    </SettingsContext>
  );
}
