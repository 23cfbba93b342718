import { type Cost, estimateCost } from "@seedream-clients/core";
import { totalOf } from "../../server/amounts.ts";
import type { Amount, ProviderInfo } from "../../server/messages.ts";
import { fit } from "../size/size.ts";
import { words } from "../words/page.ts";
import { type Draft, specOf } from "./draft.ts";

/** What a draft would cost at most at a provider; `undefined` where its price is not known. */
export function estimateFor(provider: ProviderInfo, draft: Draft): Cost | undefined {
  const spec = specOf(provider, draft.model);
  return spec && estimateCost(spec, { size: fit(draft.size, spec), count: draft.count }, provider.region);
}

export function sumOf(costs: readonly Amount[]): string {
  return totalOf(costs)
    .map(({ amount, currency }) => words.format.money(amount, currency))
    .join(" + ");
}
