import { isScenario, type Scenario, scenarioNamedIn, scenarios } from "../scenarios.ts";
import { INTERNAL_ERROR, invalid, Refusal } from "./errors.ts";

/** The scenario that a request names in its prompt. */
export function scenarioOf(prompt: unknown): Scenario<"ark"> | undefined {
  const name = typeof prompt === "string" ? scenarioNamedIn(prompt) : undefined;
  if (name === undefined) return undefined;
  if (isScenario("ark", name)) return name;
  throw invalid("prompt", `the simulator has no scenario "${name}"; it has ${scenarios.ark.join(", ")}`);
}

/** Refusals that have nothing to do with what the request says. */
export function refusalOfCaller(scenario: Scenario<"ark"> | undefined): Refusal | undefined {
  switch (scenario) {
    case "rate-limited":
      return new Refusal(
        429,
        "ModelAccountIpmRateLimitExceeded",
        "The account has reached the limit of images per minute for this model; try again later",
        { headers: { "retry-after": "1" } },
      );
    case "insufficient-balance":
      return new Refusal(403, "AccountOverdueError", "The account has an overdue balance; pay it and try again");
    case "internal-error":
      return new Refusal(500, INTERNAL_ERROR.code, INTERNAL_ERROR.message.replace(/\.$/, ""));
    default:
      return undefined;
  }
}

/** Refusals of what the request says, once it is known to be valid. */
export function refusalOfContent(scenario: Scenario<"ark"> | undefined): Refusal | undefined {
  if (scenario !== "content-blocked") return undefined;
  return new Refusal(
    400,
    "InputTextSensitiveContentDetected",
    "The request failed because the input text may contain sensitive information",
  );
}
