import type { ModelSpec } from "@seedream-clients/core";
import type { PageRequest, ProviderInfo, ProviderName } from "../../server/messages.ts";
import { type Reference, referencesOf } from "../references/reference.ts";
import { choiceOf, firstChoice, fit, type SizeChoice, sizeOf } from "../size/size.ts";

/** What the form has in it. */
export interface Draft {
  readonly prompt: string;
  /** Portable name. */
  readonly model: string;
  readonly isLive: boolean;
  /** Providers that are ticked. */
  readonly sendTo: readonly ProviderName[];
  readonly size: SizeChoice;
  readonly count: number;
  readonly references: readonly Reference[];
  readonly watermark: boolean;
  readonly seed?: number | undefined;
  readonly promptOptimization?: PageRequest["promptOptimization"];
  readonly output?: PageRequest["output"];
}

export const emptyDraft: Draft = {
  prompt: "",
  model: "",
  isLive: false,
  sendTo: ["ark"],
  size: firstChoice,
  count: 1,
  references: [],
  watermark: false,
};

/** The models of all providers, each once: as a provider has it that still sells it. */
export function modelsOf(providers: readonly ProviderInfo[]): ModelSpec[] {
  const models = new Map<string, ModelSpec>();
  for (const spec of providers.flatMap(({ catalogue }) => catalogue.models)) {
    const known = models.get(spec.name);
    if (!known || known.status === "retired") models.set(spec.name, spec);
  }
  return [...models.values()];
}

/** The row of a model at a provider; `undefined` where the provider does not have it. */
export function specOf({ catalogue }: ProviderInfo, model: string): ModelSpec | undefined {
  return catalogue.models.find(({ name, status }) => name === model && status !== "retired");
}

/** The draft; of a model that no provider has any more, with the default one. */
export function withKnownModel(draft: Draft, providers: readonly ProviderInfo[]): Draft {
  const isKnown = providers.some((provider) => specOf(provider, draft.model));
  return isKnown ? draft : { ...draft, model: providers[0]?.catalogue.default ?? "" };
}

/** Whether a draft can go to a provider at all. */
export function canSend({ isLive, model }: Draft, provider: ProviderInfo): boolean {
  return (provider.hasKey || !isLive) && specOf(provider, model) !== undefined;
}

/** The providers that a draft goes to. */
export function receivers(draft: Draft, providers: readonly ProviderInfo[]): ProviderInfo[] {
  return providers.filter((provider) => draft.sendTo.includes(provider.name) && canSend(draft, provider));
}

/** The spec that the form goes by: that of the first provider that the draft goes to, or else of any that has it. */
export function leadingSpec(draft: Draft, providers: readonly ProviderInfo[]): ModelSpec | undefined {
  const [first] = [...receivers(draft, providers), ...providers.filter((provider) => specOf(provider, draft.model))];
  return first && specOf(first, draft.model);
}

/** The request of a draft. */
export function requestOf(draft: Draft, spec: ModelSpec | undefined): PageRequest {
  const { prompt, model, count, references, watermark, seed, promptOptimization, output } = draft;
  return {
    prompt,
    model,
    size: sizeOf(spec ? fit(draft.size, spec) : draft.size),
    count,
    watermark,
    ...(seed !== undefined && { seed }),
    ...(promptOptimization && { promptOptimization }),
    ...(output && Object.keys(output).length > 0 && { output }),
    ...(references.length > 0 && { images: references.map(({ url }) => url) }),
  };
}

/** The draft that a request came from. */
export function draftOf(request: PageRequest, sendTo: readonly ProviderName[], isLive: boolean): Draft {
  const { prompt, model = "", size, count = 1, images, watermark = false, seed, promptOptimization, output } = request;
  const fields = { prompt, model, count, watermark, seed, promptOptimization, output };
  return { ...fields, sendTo, isLive, size: choiceOf(size), references: referencesOf(images) };
}
