import { useState } from "react";
import type { RunDetails } from "../server/messages.ts";
import { fetchDetails, reportOf } from "./api.ts";
import { codeOf } from "./code.ts";
import { isOver, type RunState } from "./run-state.ts";

export interface RunHandlers {
  readonly onReuse: (details: RunDetails) => void;
  readonly onRemove: (run: RunState) => void;
  readonly onResume: (run: RunState) => void;
}

/** What can be done with a run that is over, and what it was in code and on the wire. */
export function RunActions({ run, onReuse, onRemove, onResume }: RunHandlers & { readonly run: RunState }) {
  const [details, setDetails] = useState<RunDetails>();
  const [problem, setProblem] = useState<string>();
  const id = run.started?.run;
  if (!id || !isOver(run)) return null;

  async function withDetails(use: (details: RunDetails) => void) {
    try {
      use(await fetchDetails(id ?? ""));
    } catch (error) {
      setProblem(reportOf(error).message);
    }
  }

  return (
    <footer className="run-actions">
      <details onToggle={({ currentTarget }) => currentTarget.open && void withDetails(setDetails)}>
        <summary>Code and wire</summary>
        {details && <Record details={details} />}
      </details>
      {run.isResumable && (
        <button type="button" onClick={() => onResume(run)}>
          Wait for the task again
        </button>
      )}
      <button type="button" onClick={() => void withDetails(onReuse)}>
        Reuse
      </button>
      <button type="button" onClick={() => onRemove(run)}>
        Delete
      </button>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
    </footer>
  );
}

function Record({ details: { body, exchanges } }: { details: RunDetails }) {
  const [isCopied, setIsCopied] = useState(false);
  const code = codeOf(body);
  return (
    <>
      <button type="button" onClick={() => navigator.clipboard.writeText(code).then(() => setIsCopied(true))}>
        {isCopied ? "Copied" : "Copy the TypeScript"}
      </button>
      <Listing name="TypeScript" text={code} />
      {exchanges.map((exchange, index) => {
        const {
          method,
          url,
          times,
          status,
          requestHeaders,
          requestBody = "",
          responseHeaders,
          responseBody,
        } = exchange;
        const sent = `${method} ${url}${times > 1 ? ` (${times} times)` : ""}\n${lines(requestHeaders)}\n\n${requestBody}`;
        const received = `${status ?? "no answer"}\n${lines(responseHeaders)}\n\n${responseBody ?? "(not text)"}`;
        return (
          <div key={`${method} ${url} ${status}`}>
            <Listing name={`Request ${index + 1}`} text={sent} />
            <Listing name={`Response ${index + 1}`} text={received} />
          </div>
        );
      })}
    </>
  );
}

/** Text that scrolls, by keyboard too. */
function Listing({ name, text }: { name: string; text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
    <section className="listing" tabIndex={0} aria-label={name}>
      <pre>{text}</pre>
    </section>
  );
}

function lines(headers: Readonly<Record<string, string>> = {}): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");
}
