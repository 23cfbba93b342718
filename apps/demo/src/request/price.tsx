import type { Cost } from "@seedream-clients/core";
import { useWords } from "../words/words.ts";
import { totalOf } from "./estimate.ts";

interface PriceProps {
  readonly live: boolean;
  readonly count: number;
  /** One a provider that gets the request; `undefined` where the price is not known. */
  readonly estimates: readonly (Cost | undefined)[];
}

/** What the request would cost in all, before it is sent. */
export function Price({ live, count, estimates }: PriceProps) {
  const { price: words, format } = useWords();
  const known = estimates.filter((cost) => cost !== undefined);
  const total = totalOf(known)
    .map(({ amount, currency }) => format.money(amount, currency))
    .join(" + ");
  const sum = count > 1 ? words.upTo(total) : total;
  const unknown = estimates.length - known.length;
  return (
    <p className={live ? "note price live" : "note price"}>
      <strong>{live ? words.costs : words.free}</strong>
      {total ? (
        <>
          {live ? sum : words.whenLive(sum)}
          {unknown > 0 && ` (${words.more(unknown)})`}
        </>
      ) : (
        words.unknown
      )}
    </p>
  );
}
