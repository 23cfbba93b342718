import type { ModelSpec } from "@seedream-clients/core";
import { useId } from "react";
import { useWords } from "../words/words.ts";

interface CountFieldProps {
  readonly model: ModelSpec;
  readonly count: number;
  readonly references: number;
  readonly onChange: (count: number) => void;
}

/** How many images to make, with what the model says of that many. */
export function CountField({ model, count, references, onChange }: CountFieldProps) {
  const words = useWords().request;
  const id = useId();
  const most = model.group?.max ?? 1;
  const together = references + count;
  const { total = together, needsReference, totalEnforced } = model.group ?? {};
  const isLonely = count > 1 && needsReference && references === 0;
  const isOver = count > 1 && together > total;
  return (
    <div className="field">
      <label htmlFor={id}>
        {words.images} <output htmlFor={id}>{count === 1 ? "1" : words.upTo(count)}</output>
      </label>
      <input
        id={id}
        type="range"
        min={1}
        max={Math.max(most, 2)}
        value={count}
        disabled={most === 1}
        aria-describedby={`${id}note`}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <p id={`${id}note`} className={isLonely || (isOver && totalEnforced) ? "note problem" : "note"} role="status">
        {most === 1 && words.oneOnly(model.title)}
        {isLonely && words.needsReference(model.title)}
        {isOver && (totalEnforced ? words.together : words.togetherAdvised)(together, total)}
      </p>
    </div>
  );
}
