import type { SimulatorCall } from "../calls.ts";
import type { JsonObject } from "../openapi-document.ts";

/** In USD: every simulated account begins with it. */
const STARTING_BALANCE = 100;
const CREDITS_PER_DOLLAR = 10;
const UNLIMITED = -1;

/** The balance of the account, less what the calls would have cost. */
export function accountBalance(calls: readonly SimulatorCall[]): JsonObject {
  const left = STARTING_BALANCE - spent(calls);
  return { ...used(calls), remain_balance: round(left), remain_credits: round(left * CREDITS_PER_DOLLAR) };
}

/** The balance of the key, which has no limit of its own. */
export function keyBalance(calls: readonly SimulatorCall[]): JsonObject {
  return { ...used(calls), remain_balance: UNLIMITED, remain_credits: UNLIMITED, unlimited_quota: true };
}

function used(calls: readonly SimulatorCall[]): JsonObject {
  const amount = spent(calls);
  return { success: true, used_balance: round(amount), used_credits: round(amount * CREDITS_PER_DOLLAR) };
}

function spent(calls: readonly SimulatorCall[]): number {
  const paid = calls.flatMap(({ provider, cost }) => (provider === "apimart" && cost ? [cost.amount] : []));
  return paid.reduce((sum, amount) => sum + amount, 0);
}

function round(amount: number): number {
  return Number(amount.toFixed(6));
}
