import { SearchField } from "../runs/search-field.tsx";
import type { RunsOfStudio } from "../runs/use-runs.ts";
import { Icon } from "../ui/icon.tsx";
import { languages, useWords } from "../words/words.ts";
import { useSettings } from "./settings.ts";
import { SpentPanel } from "./spent-panel.tsx";

interface TopBarProps {
  readonly isLive: boolean;
  readonly runs: Pick<RunsOfStudio, "search" | "setSearch">;
  /** Runs that are over: with each, the sums may have changed. */
  readonly finished: number;
  readonly retryIn: number | undefined;
}

/** Whether it is money, what was spent, and what is looked for. */
export function TopBar({ isLive, runs, finished, retryIn }: TopBarProps) {
  const words = useWords();
  const settings = useSettings();
  const other = settings.language === "en" ? "zh" : "en";
  return (
    <header className={isLive ? "top live" : "top"}>
      <div className="brand">
        <img src="icon.svg" alt="" width="24" height="24" />
        <h1>{words.page.title}</h1>
        <span className={isLive ? "tag live" : "tag"}>{isLive ? words.page.live : words.page.simulator}</span>
      </div>
      <div className="tools">
        <SearchField search={runs.search} onChange={runs.setSearch} />
        {retryIn !== undefined && (
          <span className="disconnected" role="status">
            <Icon name="unplugged" />
            <span className="word">{words.page.disconnected}</span>
          </span>
        )}
        <SpentPanel finished={finished} />
        <button
          type="button"
          className="button icon-only"
          title={words.page.theme}
          onClick={() => settings.switchTheme()}
        >
          <Icon name="theme" />
        </button>
        <button
          type="button"
          className="button"
          lang={languages[other].tag}
          onClick={() => settings.setLanguage(other)}
        >
          {languages[other].name}
        </button>
      </div>
    </header>
  );
}
