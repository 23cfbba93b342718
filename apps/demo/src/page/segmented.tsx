import { type ReactNode, useId } from "react";

interface Option<Value> {
  readonly value: Value;
  readonly label: ReactNode;
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
    <fieldset className={`segmented ${look}`}>
      <legend className="hidden">{legend}</legend>
      {options.map(({ value, label }) => (
        <label key={value}>
          <input
            className="hidden"
            type="radio"
            name={name}
            checked={value === chosen}
            onChange={() => onChange(value)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
