import type { Amounts } from "./job.ts";

/** Adds amounts, currency by currency. */
export function add(a: Amounts, b: Amounts, sign: 1 | -1 = 1): Amounts {
  const sum: Record<string, number> = { ...a };
  for (const [currency, amount] of Object.entries(b)) sum[currency] = round((sum[currency] ?? 0) + sign * amount);
  return sum;
}

/** The first currency in which `spent` is above `limits`. A currency without a limit is not limited. */
export function exceeded(spent: Amounts, limits: Amounts): string | undefined {
  return Object.keys(limits).find((currency) => (spent[currency] ?? 0) > (limits[currency] ?? 0));
}

/** To millionths: sums of prices such as 0.1 and 0.2 are exact to the eye. */
function round(amount: number): number {
  return Number(amount.toFixed(6));
}
