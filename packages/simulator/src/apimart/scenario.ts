import { GatewayFailure, RETRY_AFTER, type Refusal } from "../reply.ts";
import type { Scenario } from "../scenarios.ts";
import { refusal } from "./voice.ts";

/** The scenarios that can happen to any call; the others are about a submission and wait for one. */
export function canHappenToAny(scenario: Scenario<"apimart">): boolean {
  return scenario === "rate-limited" || scenario === "internal-error" || scenario === "bad-gateway";
}

/** What a scenario does whatever the request says. */
export function refusalOf(scenario: Scenario<"apimart"> | undefined): Refusal | GatewayFailure | undefined {
  switch (scenario) {
    case "rate-limited":
      return refusal(429, "Too many requests were sent; wait and try again", { headers: RETRY_AFTER });
    case "insufficient-balance":
      return refusal(402, "The balance of this account is too low; add credit and try again");
    case "internal-error":
      return refusal(500, "The server met an internal error; try again later");
    case "bad-gateway":
      return new GatewayFailure();
    default:
      return undefined;
  }
}
