import type { ReactNode } from "react";

export type Fact = readonly [name: string, value: ReactNode];

/** Facts by name. Those without a value are not shown. */
export function FactList({ className, facts }: { readonly className?: string; readonly facts: readonly Fact[] }) {
  const known = facts.filter(([, value]) => value);
  return (
    <dl className={className}>
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
