import { findModel } from "@seedream-clients/core";
import type { PageRequest, ProviderInfo, RunFacts } from "./messages.ts";

/** Returns the facts of a run, for the page from its request, for the server from its job. */
export function factsOf(
  { name, title, catalogue }: ProviderInfo,
  live: boolean,
  { prompt, model = catalogue.default, size, count = 1 }: Omit<PageRequest, "images">,
  run: Pick<RunFacts, "id" | "startedAt" | "estimate">,
): RunFacts {
  const request = { prompt, count, model: findModel(catalogue, model)?.title ?? model, ...(size && { size }) };
  return { ...run, client: { name, title, live }, request };
}
