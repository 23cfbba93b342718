import type { RecordedCall } from "../call-log.ts";
import type { JsonObject } from "../openapi-document.ts";

/** Balance of a new account, in USD. */
const STARTING_BALANCE = 100;
const CREDITS_PER_DOLLAR = 10;
const UNLIMITED = -1;

/** Makes the balance of the account: the starting balance less the cost of the calls. */
export function accountBalance(calls: readonly RecordedCall[]): JsonObject {
  const left = STARTING_BALANCE - spent(calls);
  return { ...used(calls), remain_balance: round(left), remain_credits: round(left * CREDITS_PER_DOLLAR) };
}

/** Makes the balance of the key, which has no limit of its own. */
export function keyBalance(calls: readonly RecordedCall[]): JsonObject {
  return { ...used(calls), remain_balance: UNLIMITED, remain_credits: UNLIMITED, unlimited_quota: true };
}

function used(calls: readonly RecordedCall[]): JsonObject {
  const amount = spent(calls);
  return { success: true, used_balance: round(amount), used_credits: round(amount * CREDITS_PER_DOLLAR) };
}

function spent(calls: readonly RecordedCall[]): number {
  const paid = calls.flatMap(({ cost }) => (cost ? [cost.amount] : []));
  return paid.reduce((sum, amount) => sum + amount, 0);
}

function round(amount: number): number {
  return Number(amount.toFixed(6));
}
