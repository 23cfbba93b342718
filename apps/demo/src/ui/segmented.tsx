import { type ReactNode, useId } from "react";

interface Option<Value> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly className?: string;
  readonly disabled?: boolean;
}

interface SegmentedProps<Value> {
  readonly legend: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** `"tiles"` wraps; `"bar"` is one line. */
  readonly look?: "bar" | "tiles";
}

/** One of a few, all in sight: radio buttons, whatever they look like. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { legend, options, value: chosen, onChange, look = "bar" } = props;
  const name = useId();
  return (
    <fieldset className={look === "bar" ? "segments" : "tiles"}>
      <legend className="hidden">{legend}</legend>
      {options.map(({ value, label, className, disabled }) => (
        <label key={value} className={className}>
          <input
            type="radio"
            name={name}
            checked={value === chosen}
            disabled={disabled}
            onChange={() => onChange(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
