import { promptOf } from "./call-match.ts";
import { invalid } from "./fault.ts";
import type { Order } from "./orders.ts";
import { isScenario, type ProviderName, scenarioNamedIn, scenarios } from "./scenarios.ts";
import type { Voice } from "./voice.ts";

/**
 * What is to happen to a request: what was ordered for it, or the scenario that its prompt names.
 *
 * @throws {Refusal} in the provider's words, for a name that is none.
 */
export function orderOf<P extends ProviderName>(
  provider: P,
  ordered: Order<P> | undefined,
  body: unknown,
  voice: Voice,
): Order<P> | undefined {
  const name = scenarioNamedIn(promptOf(body) ?? "");
  if (ordered !== undefined || name === undefined) return ordered;
  if (isScenario(provider, name)) return { scenario: name };
  const known = scenarios[provider].join(", ");
  throw voice.faulty(invalid("prompt", `the simulator has no scenario "${name}"; it has ${known}`));
}
