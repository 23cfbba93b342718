import type { Validation } from "@seedream-clients/core";
import type { Amounts } from "./protocol.ts";

/**
 * Limits of spending, by currency, and as a number of `images`: `{ CNY: 5, images: 20 }`. A run counts at its highest
 * price while it is under way, and when it may have been billed.
 */
export interface Spending {
  /** Most that one user may spend in a period. */
  readonly user: Amounts;
  /** Most that all users together may spend in a period. */
  readonly all: Amounts;
  /** Length of a period, in ms. Default: 24 hours. */
  readonly period?: number | undefined;
}

/** Default of `Spending.period`. */
export const usualPeriod: number = 24 * 3_600_000;

/** Returns the highest price of a request. */
export function priceOf({ count, cost }: Pick<Validation, "count" | "cost">): Amounts {
  return { images: count, ...(cost && { [cost.total.currency]: cost.total.amount }) };
}

/** Adds amounts by currency, rounded to millionths. */
export function add(a: Amounts, b: Amounts): Amounts {
  const sum: Record<string, number> = { ...a };
  for (const [currency, amount] of Object.entries(b)) sum[currency] = +((sum[currency] ?? 0) + amount).toFixed(6);
  return sum;
}

/** Returns the reason why a price exceeds the limits; `undefined` if it does not. */
export function overspent(
  price: Amounts,
  { user, all, period = usualPeriod }: Spending,
  spent: { readonly user: Amounts; readonly all: Amounts },
): string | undefined {
  const span = `in ${Number((period / 3_600_000).toFixed(2))} h`;
  const [own] = exceeded(add(spent.user, price), price, user);
  if (own) return `this run could pass your limit of ${user[own]} ${own} ${span}`;
  const [common] = exceeded(add(spent.all, price), price, all);
  return common && `this run could pass the limit of all users ${span}`;
}

/** Returns a message that names a missing limit; `undefined` if the limits cover the price. */
export function unlimited(price: Amounts, { user, all }: Spending): string | undefined {
  const currency = Object.keys(price).find((name) => name !== "images");
  for (const [name, limits] of Object.entries({ user, all })) {
    if (limits.images !== undefined || (currency && limits[currency] !== undefined)) continue;
    const limit = currency ? `spending.${name}.${currency} or ` : "";
    const fact = currency ? `it costs ${currency}` : "its price is not known";
    return `${fact}, and the server has no limit for that; it must set ${limit}spending.${name}.images`;
  }
  return undefined;
}

function exceeded(total: Amounts, price: Amounts, limits: Amounts): string[] {
  return Object.keys(limits).filter((name) => (price[name] ?? 0) > 0 && (total[name] ?? 0) > (limits[name] ?? 0));
}
