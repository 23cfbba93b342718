import { createContext, useContext } from "react";
import type { Language } from "../words/words.ts";

/** How the page looks: chosen once, remembered by the browser. */
export interface Settings {
  /** Whether all that it offers is simulated, by the page itself. */
  readonly isInPage: boolean;
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
  readonly switchTheme: () => void;
}

export const SettingsContext = createContext<Settings | undefined>(undefined);

export function useSettings(): Settings {
  const settings = useContext(SettingsContext);
  if (!settings) throw new Error("The page is shown in a SettingsContext");
  return settings;
}
