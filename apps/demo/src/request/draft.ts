import type { ImageSize, ModelSpec } from "@seedream-clients/core";
import type { PageRequest, ProviderInfo, ProviderName } from "../../server/messages.ts";
import { type Reference, referencesOf } from "../references/reference.ts";
import { firstSize, fit } from "../size/size.ts";

/** What the form has in it. */
export interface Draft {
  readonly prompt: string;
  /** Portable name. */
  readonly model: string;
  readonly isLive: boolean;
  /** Providers that are ticked. */
  readonly sendTo: readonly ProviderName[];
  readonly size: ImageSize;
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
  size: firstSize,
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
  const { sendTo, isLive, references, ...request } = draft;
  const images = references.map(({ url }) => url);
  const size = spec ? fit(draft.size, spec) : draft.size;
  return { ...request, size, ...(images.length > 0 && { images }) };
}

/** The draft that a request came from. */
export function draftOf(request: PageRequest, sendTo: readonly ProviderName[], isLive: boolean): Draft {
  const { model = "", size = firstSize, count = 1, watermark = false, images, ...others } = request;
  return { ...others, model, size, count, watermark, sendTo, isLive, references: referencesOf(images) };
}
