import type { ReactNode } from "react";

export type Fact = readonly [name: string, value: ReactNode];

interface FactListProps {
  readonly className?: string;
  /** Those without a value are not shown. */
  readonly facts: readonly Fact[];
}

/** Facts by name. */
export function FactList({ className, facts }: FactListProps) {
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
