import type { KeyboardEvent } from "react";
import { useWords } from "../words/words.ts";

export type Tab = "make" | "runs";

interface TabsProps {
  readonly tab: Tab;
  readonly isLive: boolean;
  readonly underWay: number;
  readonly onChange: (tab: Tab) => void;
}

/** On a phone, the form or the runs. */
export function Tabs({ tab: chosen, isLive, underWay, onChange }: TabsProps) {
  const { page: words } = useWords();

  function turn({ key, currentTarget }: KeyboardEvent<HTMLElement>) {
    if (key !== "ArrowLeft" && key !== "ArrowRight") return;
    const other = chosen === "make" ? "runs" : "make";
    onChange(other);
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
            onClick={() => onChange(tab)}
          >
            {tab === "make" ? words.make : words.runsTab(underWay)}
            {tab === "make" && isLive && <span className="tag live">{words.live}</span>}
          </button>
        ))}
      </div>
    </nav>
  );
}
