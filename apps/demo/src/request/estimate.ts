import { type Cost, estimateCost, findModel, type ImageSize } from "@seedream-clients/core";
import type { ProviderInfo } from "../../server/messages.ts";

/** What a request would cost at most at a provider; `undefined` where its price is not known. */
export function estimateFor(
  { catalogue, region }: ProviderInfo,
  model: string,
  size: ImageSize,
  count: number,
): Cost | undefined {
  const spec = findModel(catalogue, model);
  return estimateCost(spec, { size, count }, region);
}

/** The sums of estimates, one a currency. */
export function totalOf(costs: readonly Cost[]): Pick<Cost, "amount" | "currency">[] {
  const amounts = new Map<string, number>();
  for (const { amount, currency } of costs) amounts.set(currency, (amounts.get(currency) ?? 0) + amount);
  return [...amounts].map(([currency, amount]) => ({ currency, amount }));
}
