import type { ModelSpec } from "@seedream-clients/core";
import { useId } from "react";
import { Icon } from "../ui/icon.tsx";
import { useWords } from "../words/words.ts";

interface CountFieldProps {
  readonly model: ModelSpec;
  readonly count: number;
  readonly references: number;
  readonly onChange: (count: number) => void;
}

/** How many images to make, in steps of one or as a number. */
export function CountField({ model, count, references, onChange }: CountFieldProps) {
  const words = useWords().request;
  const id = useId();
  const { max = 1, total } = model.group ?? {};
  const most = Math.max(1, total === undefined ? max : Math.min(max, total - references));
  const step = (change: number) => Math.min(Math.max(count + change, 1), Math.max(most, count));
  return (
    <span className="pair count">
      <label htmlFor={id}>
        <b>{words.images}</b>
      </label>
      <span className="note">{words.upTo(most)}</span>
      <span className="step">
        <button type="button" className="button" aria-label={words.fewer} onClick={() => onChange(step(-1))}>
          <Icon name="minus" />
        </button>
        <input
          id={id}
          inputMode="numeric"
          value={count || ""}
          required
          aria-invalid={count > most}
          onChange={({ target }) => onChange(Number(target.value.replace(/\D/g, "").slice(0, 2)))}
          onKeyDown={({ key }) => {
            if (key === "ArrowUp") onChange(step(1));
            if (key === "ArrowDown") onChange(step(-1));
          }}
        />
        <button type="button" className="button" aria-label={words.more} onClick={() => onChange(step(1))}>
          <Icon name="plus" />
        </button>
      </span>
    </span>
  );
}
