import { type KeyboardEvent, useLayoutEffect, useState } from "react";
import { chosen, keep } from "../choices.ts";
import { ModeTag } from "../runs/facts.tsx";
import { SearchField } from "../runs/search-field.tsx";
import { Button } from "../ui/buttons.tsx";
import { Icon } from "../ui/icon.tsx";
import { useStudio } from "../use-studio.ts";
import { otherLanguage, switchLanguage, words } from "../words/page.ts";
import { languages } from "../words/words.ts";
import { SpentPanel } from "./spent-panel.tsx";

const { page } = words;

/** Whether it is money, what was spent, and what is looked for. */
export function TopBar() {
  const { isLost, draft } = useStudio();
  const switchTheme = useTheme();
  const { tag, name } = languages[otherLanguage];
  return (
    <header className={draft.isLive ? "top live" : "top"}>
      <div className="brand row">
        <img src="icon.svg" alt="" width="24" height="24" />
        <h1>{page.title}</h1>
        <ModeTag isLive={draft.isLive} simulated={page.simulator} />
      </div>
      <div className="tools row">
        <SearchField />
        {isLost && (
          <span className="disconnected row" role="status">
            <Icon name="unplugged" />
            <span className="word">{page.disconnected}</span>
          </span>
        )}
        <SpentPanel />
        <Button icon="theme" title={page.theme} onClick={switchTheme} />
        <Button lang={tag} onClick={switchLanguage}>
          {name}
        </Button>
      </div>
    </header>
  );
}

/** Keeps the page light or dark: as the system is, until it is switched here. Returns the switch. */
function useTheme(): () => void {
  const [theme, setTheme] = useState(() => chosen("theme"));

  useLayoutEffect(() => {
    if (!theme) return;
    document.documentElement.dataset.theme = theme;
    keep("theme", theme);
  }, [theme]);

  const isDark = () => (theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  return () => setTheme(isDark() ? "light" : "dark");
}

/** On a phone, the form or the runs. */
export function Tabs() {
  const { tab: current, setTab, draft, runs } = useStudio();

  function turn({ key, currentTarget }: KeyboardEvent<HTMLElement>) {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    setTab(current === "make" ? "runs" : "make");
    currentTarget.querySelector<HTMLElement>("[aria-selected=false]")?.focus();
  }

  return (
    <nav aria-label={page.title}>
      <div className="tabs" role="tablist" onKeyDown={turn}>
        {(["make", "runs"] as const).map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            aria-selected={tab === current}
            tabIndex={tab === current ? 0 : -1}
            onClick={() => setTab(tab)}
          >
            {tab === "make" ? page.make : page.runsTab({ underWay: runs.runs.length - runs.finished })}
            {tab === "make" && draft.isLive && <ModeTag isLive />}
          </button>
        ))}
      </div>
    </nav>
  );
}
