import type { KeyboardEvent } from "react";
import { useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";

/** On a phone, the form or the runs. */
export function Tabs() {
  const { tab: chosen, setTab, isLive, runs } = useStudio();
  const { page: words } = useWords();

  function turn({ key, currentTarget }: KeyboardEvent<HTMLElement>) {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    const other = chosen === "make" ? "runs" : "make";
    setTab(other);
    currentTarget.querySelector<HTMLElement>(`[data-tab=${other}]`)?.focus();
  }

  return (
    <nav aria-label={words.title}>
      <div className="tabs" role="tablist" onKeyDown={turn}>
        {(["make", "runs"] as const).map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            data-tab={tab}
            aria-selected={tab === chosen}
            tabIndex={tab === chosen ? 0 : -1}
            onClick={() => setTab(tab)}
          >
            {tab === "make" ? words.make : words.runsTab({ underWay: runs.runs.length - runs.finished })}
            {tab === "make" && isLive && <span className="tag live">{words.live}</span>}
          </button>
        ))}
      </div>
    </nav>
  );
}
