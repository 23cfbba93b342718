import { type Cost, estimateCost } from "@seedream-clients/core";
import type { Amount, ProviderInfo } from "../../server/messages.ts";
import { fit } from "../size/size.ts";
import type { Words } from "../words/words.ts";
import { type Draft, specOf } from "./draft.ts";

/** What a draft would cost at most at a provider; `undefined` where its price is not known. */
export function estimateFor(provider: ProviderInfo, draft: Draft): Cost | undefined {
  const spec = specOf(provider, draft.model);
  return spec && estimateCost(spec, { size: fit(draft.size, spec), count: draft.count }, provider.region);
}

/** The sums of amounts, one a currency. */
export function totalOf(costs: readonly Amount[]): Amount[] {
  const amounts = new Map<string, number>();
  for (const { amount, currency } of costs) amounts.set(currency, (amounts.get(currency) ?? 0) + amount);
  return [...amounts].map(([currency, amount]) => ({ currency, amount }));
}

export function sumOf(costs: readonly Amount[], { money }: Words["format"]): string {
  return totalOf(costs)
    .map(({ amount, currency }) => money(amount, currency))
    .join(" + ");
}
