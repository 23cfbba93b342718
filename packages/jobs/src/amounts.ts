import type { Amounts } from "./job.ts";

/** Adds amounts, currency by currency. */
export function add(a: Amounts, b: Amounts, sign: 1 | -1 = 1): Amounts {
  const sum: Record<string, number> = { ...a };
  for (const [currency, amount] of Object.entries(b)) sum[currency] = round((sum[currency] ?? 0) + sign * amount);
  return sum;
}

/** Returns the currencies in which `spent` plus `price` exceeds `limits`. Other currencies are not limited. */
export function exceeded(spent: Amounts, price: Amounts, limits: Amounts): string[] {
  const total = add(spent, price);
  return Object.keys(limits).filter(
    (currency) => (price[currency] ?? 0) > 0 && (total[currency] ?? 0) > (limits[currency] ?? 0),
  );
}

/** Whether a price has an amount in a currency of `limits`. Always true without limits. */
export function isLimited(price: Amounts, limits: Amounts): boolean {
  const currencies = Object.keys(limits);
  return currencies.length === 0 || currencies.some((currency) => price[currency] !== undefined);
}

/** Rounds to millionths, so that 0.1 + 0.2 is 0.3. */
function round(amount: number): number {
  return Number(amount.toFixed(6));
}
