import { type ComponentProps, type PropsWithChildren, type ReactNode, useId } from "react";
import { Icon } from "./icon.tsx";

/** Controls that belong together, under a heading; `end` is shown at the end of the heading. */
export function Field({ title, end, children }: PropsWithChildren<{ title: string; end?: ReactNode }>) {
  return (
    <fieldset className="field">
      <legend className="hidden">{title}</legend>
      <div className="field-head row">
        <b aria-hidden="true">{title}</b>
        {end}
      </div>
      {children}
    </fieldset>
  );
}

export function Select(props: ComponentProps<"select">) {
  return (
    <span className="select">
      <select className="input" {...props} />
      <Icon name="down" />
    </span>
  );
}

interface SegmentedProps<Value> {
  readonly legend: string;
  readonly options: readonly Value[];
  readonly label: (option: Value) => ReactNode;
  readonly isOff?: (option: Value) => boolean;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly className?: string;
}

/** A choice among a few options that are all shown. They are radio buttons in any style. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { legend, options, label, isOff, value, onChange, className = "segments" } = props;
  const name = useId();
  return (
    <fieldset className={className}>
      <legend className="hidden">{legend}</legend>
      {options.map((option) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            disabled={isOff?.(option)}
            onChange={() => onChange(option)}
          />
          {label(option)}
        </label>
      ))}
    </fieldset>
  );
}
