import type { Order } from "../orders.ts";
import { GatewayFailure, type Refusal } from "../reply.ts";
import { retryAfterHeader } from "../scenario-options.ts";
import type { Scenario } from "../scenarios.ts";
import { refusal } from "./voice.ts";

/** The scenarios that can happen to any call; the others are about a submission and wait for one. */
export function canHappenToAny(scenario: Scenario<"apimart">): boolean {
  return scenario === "rate-limited" || scenario === "internal-error" || scenario === "gateway-html";
}

/** What a scenario does whatever the request says. */
export function refusalOf(order: Order<"apimart"> | undefined): Refusal | GatewayFailure | undefined {
  switch (order?.scenario) {
    case "rate-limited":
      return refusal(429, "Too many requests were sent; wait and try again", { headers: retryAfterHeader(order) });
    case "insufficient-balance":
      return refusal(402, "The balance of this account is too low; add credit and try again");
    case "internal-error":
      return refusal(500, "The server met an internal error; try again later");
    case "gateway-html":
      return new GatewayFailure();
    default:
      return undefined;
  }
}
