import { GatewayFailure, type Refusal } from "../mock-response.ts";
import { retryAfterHeader } from "../scenario-options.ts";
import type { QueuedScenario } from "../scenario-queue.ts";
import type { APIMartScenario } from "./scenarios.ts";
import { refusal } from "./wire.ts";

/** Returns whether a scenario applies to any call. The others stay in the queue until a submission. */
export function appliesToAnyCall(scenario: APIMartScenario): boolean {
  return scenario === "rate-limited" || scenario === "internal-error" || scenario === "gateway-html";
}

/**
 * Refuses a request as its scenario says.
 *
 * @throws {Refusal}
 */
export function refuseAs(queued: QueuedScenario<APIMartScenario> | undefined): void {
  const refused = refusalOf(queued);
  if (refused) throw refused;
}

function refusalOf(queued: QueuedScenario<APIMartScenario> | undefined): Refusal | GatewayFailure | undefined {
  switch (queued?.scenario) {
    case "rate-limited":
      return refusal(429, "Too many requests were sent; wait and try again", { headers: retryAfterHeader(queued) });
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
