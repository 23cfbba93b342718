import type { ComponentProps } from "react";
import { RunActions } from "./run-actions.tsx";

/** The prompt of a run or a comparison, with what can be done about it. */
export function RunHead(props: ComponentProps<typeof RunActions>) {
  const [{ facts }] = props.group.runs;
  const { prompt } = facts.request;
  return (
    <div className="run-head">
      <div className="run-title">
        <h3 title={prompt}>{prompt}</h3>
        <RunActions {...props} />
      </div>
    </div>
  );
}
