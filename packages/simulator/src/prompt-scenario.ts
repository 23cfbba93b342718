import { bodyText } from "./body-fields.ts";
import { invalid } from "./issue.ts";
import type { QueuedScenario } from "./scenario-queue.ts";
import type { Wire } from "./wire.ts";

/**
 * Reads the scenario that a prompt names, as `[scenario:rate-limited]` anywhere in it.
 *
 * @throws {Refusal} in the provider's form, for an unknown name.
 */
export function promptScenario<S extends string>(
  body: unknown,
  known: readonly S[],
  wire: Wire,
): QueuedScenario<S> | undefined {
  const { prompt: field } = wire.fields;
  const name = /\[scenario:([^\]]*)\]/.exec(bodyText(body, field) ?? "")?.[1]?.trim();
  if (name === undefined) return undefined;
  const scenario = known.find((item) => item === name);
  if (scenario !== undefined) return { scenario };
  throw wire.invalidRequest(invalid(field, `the simulator has no scenario "${name}"; it has ${known.join(", ")}`));
}
