import { type KeyboardEvent, useEffect } from "react";
import { fetchProviders } from "../api.ts";
import { chosen, keep } from "../choices.ts";
import { ModeTag } from "../runs/facts.tsx";
import { Button } from "../ui/buttons.tsx";
import { Icon } from "../ui/icon.tsx";
import { useStudio } from "../use-studio.ts";
import { otherLanguage, switchLanguage, words } from "../words/page.ts";
import { languages } from "../words/words.ts";
import { SpentPanel } from "./spent-panel.tsx";

const { page } = words;

const { dataset } = document.documentElement;
const theme = chosen("theme");
if (theme) dataset.theme = theme;

/** The title, whether runs cost money, the search, and the spending. */
export function TopBar() {
  const { isLost, draft } = useStudio();
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
        {/* Checks the server first, because a reload without it would lose the page. */}
        <Button lang={tag} disabled={isLost} onClick={() => fetchProviders().then(switchLanguage)}>
          {name}
        </Button>
      </div>
    </header>
  );
}

/** Switches between light and dark. Until the first switch, the page follows the system. */
function switchTheme(): void {
  const isSystemDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = (dataset.theme ?? (isSystemDark ? "dark" : "light")) === "dark" ? "light" : "dark";
  dataset.theme = theme;
  keep("theme", theme);
}

/** Search for a part of the prompt, the model or the provider. Node's server refuses the address of a longer search. */
export function SearchField({ className = "" }: { readonly className?: string }) {
  const { search, setSearch } = useStudio().runs;
  return (
    <div className={`search ${className}`}>
      <Icon name="search" />
      <input
        className="input"
        type="search"
        maxLength={1000}
        aria-label={words.runs.search}
        placeholder={words.runs.searchHint}
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      <kbd>/</kbd>
    </div>
  );
}

/** Tabs that show the form or the runs on a phone. */
export function Tabs() {
  const { tab: current, setTab, draft, runs } = useStudio();

  useEffect(() => {
    const { activeElement } = document;
    // The focus follows the arrow keys, and leaves a part that the new tab hides.
    if (activeElement?.checkVisibility() && activeElement.role !== "tab") return;
    document.querySelector<HTMLElement>("[role=tab][aria-selected=true]")?.focus();
  }, [current]);

  function turn({ key }: KeyboardEvent) {
    if (key === "ArrowLeft" || key === "ArrowRight") setTab(current === "make" ? "runs" : "make");
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
