import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface FieldProps {
  readonly title: string;
  /** Shown at the end of the heading. */
  readonly end?: ReactNode;
  readonly children: ReactNode;
}

/** Controls that belong together, under a heading. */
export function Field({ title, end, children }: FieldProps) {
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

interface SelectProps {
  readonly id: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly disabled?: boolean }[];
  readonly onPick: (value: string) => void;
}

export function Select({ id, value: chosen, options, onPick }: SelectProps) {
  return (
    <span className="select">
      <select id={id} className="input" value={chosen} onChange={({ target }) => onPick(target.value)}>
        {options.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </span>
  );
}
