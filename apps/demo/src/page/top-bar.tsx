import { SearchField } from "../runs/search-field.tsx";
import type { RunsOfStudio } from "../runs/use-runs.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { ModeTag } from "../ui/mode-tag.tsx";
import { type Language, languages, useWords } from "../words/words.ts";
import { SpentPanel } from "./spent-panel.tsx";
import { useTheme } from "./use-theme.ts";

interface TopBarProps {
  readonly isLive: boolean;
  readonly runs: RunsOfStudio;
  readonly isLost: boolean;
  readonly onLanguage: (language: Language) => void;
}

/** Whether it is money, what was spent, and what is looked for. */
export function TopBar({ isLive, runs, isLost, onLanguage }: TopBarProps) {
  const words = useWords();
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
        <SearchField search={runs.search} onChange={runs.setSearch} />
        {isLost && (
          <span className="disconnected row" role="status">
            <Icon name="unplugged" />
            <span className="word">{words.page.disconnected}</span>
          </span>
        )}
        <SpentPanel finished={runs.finished} />
        <Button icon="theme" title={words.page.theme} onClick={switchTheme} />
        <Button lang={languages[other].tag} onClick={() => onLanguage(other)}>
          {languages[other].name}
        </Button>
      </div>
    </header>
  );
}
