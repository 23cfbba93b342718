import { useIsLost } from "../connection.ts";
import { SearchField } from "../runs/search-field.tsx";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { ModeTag } from "../ui/mode-tag.tsx";
import { useStudio } from "../use-studio.ts";
import { type Language, languages, useWords } from "../words/words.ts";
import { SpentPanel } from "./spent-panel.tsx";
import { useTheme } from "./use-theme.ts";

/** Whether it is money, what was spent, and what is looked for. */
export function TopBar({ onLanguage }: { readonly onLanguage: (language: Language) => void }) {
  const words = useWords();
  const { isLive } = useStudio();
  const isLost = useIsLost();
  const switchTheme = useTheme();
  const other = words.tag === "en" ? "zh" : "en";
  return (
    <header className={isLive ? "top live" : "top"}>
      <div className="brand row">
        <img src="icon.svg" alt="" width="24" height="24" />
        <h1>{words.page.title}</h1>
        <ModeTag isLive={isLive} simulated={words.page.simulator} />
      </div>
      <div className="tools row">
        <SearchField />
        {isLost && (
          <span className="disconnected row" role="status">
            <Icon name="unplugged" />
            <span className="word">{words.page.disconnected}</span>
          </span>
        )}
        <SpentPanel />
        <Button icon="theme" title={words.page.theme} onClick={switchTheme} />
        <Button lang={languages[other].tag} onClick={() => onLanguage(other)}>
          {languages[other].name}
        </Button>
      </div>
    </header>
  );
}
