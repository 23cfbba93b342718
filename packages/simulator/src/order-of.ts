import { fieldOf } from "./exchange.ts";
import { invalid } from "./fault.ts";
import { isScenario, type ProviderName, type Scenario, scenarioNamedIn, scenarios } from "./scenarios.ts";
import type { Voice } from "./voice.ts";

/**
 * The scenario of a request: the one that waited for it, or the one that its prompt names.
 *
 * @throws {Refusal} in the provider's words, for a name that is none.
 */
export function scenarioOf<P extends ProviderName>(
  provider: P,
  queued: Scenario<P> | undefined,
  body: unknown,
  voice: Voice,
): Scenario<P> | undefined {
  const prompt = fieldOf(body, "prompt");
  const name = typeof prompt === "string" ? scenarioNamedIn(prompt) : undefined;
  if (queued !== undefined || name === undefined) return queued;
  if (isScenario(provider, name)) return name;
  const known = scenarios[provider].join(", ");
  throw voice.faulty(invalid("prompt", `the simulator has no scenario "${name}"; it has ${known}`));
}
