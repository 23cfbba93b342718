import type { ReactNode, SelectHTMLAttributes } from "react";
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
      <div className="field-head">
        <b aria-hidden="true">{title}</b>
        {end}
      </div>
      {children}
    </fieldset>
  );
}

export function Select(props: SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <span className="select">
      <select className="input" {...props} />
      <Icon name="down" />
    </span>
  );
}
