import { useState } from "react";
import type { ErrorReport, RunDetails } from "../../server/messages.ts";
import { fetchDetails, reportOf } from "../api.ts";
import { messageOf } from "../page/error-words.ts";
import { useWords } from "../words/words.ts";
import { codeOf } from "./code.ts";
import { Listings } from "./listings.tsx";
import { isOver, type RunState } from "./run-state.ts";
import { wireOf } from "./wire.ts";

export interface RunHandlers {
  readonly onReuse: (details: RunDetails) => void;
  readonly onRemove: (run: RunState) => void;
  readonly onResume: (run: RunState) => void;
}

type View = "code" | "wire";

/** What can be done with a run that is over, and what it was in code and on the wire. */
export function RunActions({ run, onReuse, onRemove, onResume }: RunHandlers & { readonly run: RunState }) {
  const words = useWords();
  const [details, setDetails] = useState<RunDetails>();
  const [view, setView] = useState<View>();
  const [isSure, setIsSure] = useState(false);
  const [problem, setProblem] = useState<ErrorReport>();
  const id = run.started?.run;
  if (!id || !isOver(run)) return null;

  async function withDetails(use: (details: RunDetails) => void) {
    try {
      use(await fetchDetails(id ?? ""));
    } catch (error) {
      setProblem(reportOf(error));
    }
  }

  function toggle(wanted: View) {
    setView(view === wanted ? undefined : wanted);
    void withDetails(setDetails);
  }

  return (
    <footer className="run-actions">
      <div className="views">
        {(["code", "wire"] as const).map((name) => (
          <button key={name} type="button" aria-expanded={view === name} onClick={() => toggle(name)}>
            {words.runs[name]}
          </button>
        ))}
      </div>
      {run.isResumable && (
        <button type="button" onClick={() => onResume(run)}>
          {words.runs.wait}
        </button>
      )}
      <button type="button" onClick={() => void withDetails(onReuse)}>
        {words.runs.reuse}
      </button>
      <button
        type="button"
        className={isSure ? "danger" : ""}
        onBlur={() => setIsSure(false)}
        onClick={() => (isSure ? onRemove(run) : setIsSure(true))}
      >
        {isSure ? words.runs.deleteForGood : words.runs.delete}
      </button>
      {problem && (
        <p className="problem" role="alert">
          {messageOf(problem, words)}
        </p>
      )}
      {details && view === "code" && (
        <Listings copy={words.runs.copyCode} listings={[{ name: words.runs.code, text: codeOf(details.body) }]} />
      )}
      {details && view === "wire" && <Listings copy={words.runs.copyWire} listings={wireOf(details, words)} />}
    </footer>
  );
}
