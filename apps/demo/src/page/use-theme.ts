import { useLayoutEffect, useState } from "react";
import { chosen, keep } from "../choices.ts";

const PLACE = "theme";

/** Keeps the page light or dark: as the system is, until it is switched here. Returns the switch. */
export function useTheme(): () => void {
  const [theme, setTheme] = useState(() => chosen(PLACE));

  useLayoutEffect(() => {
    if (!theme) return;
    document.documentElement.dataset.theme = theme;
    keep(PLACE, theme);
  }, [theme]);

  const isDark = () => (theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  return () => setTheme(isDark() ? "light" : "dark");
}
