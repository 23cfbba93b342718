import { estimateCost, type ImageSize, type ModelSpec } from "@seedream-clients/core";
import type { PageRequest, ProviderInfo, ProviderName } from "../../server/messages.ts";
import { type Reference, referencesOf } from "../references/reference.ts";
import { firstSize, fit } from "../size/size.ts";

/** Contents of the form. */
export interface Draft extends Omit<PageRequest, "images"> {
  /** Portable name. */
  readonly model: string;
  readonly isLive: boolean;
  /** Providers that are ticked. */
  readonly sendTo: readonly ProviderName[];
  readonly size: ImageSize;
  readonly count: number;
  readonly references: readonly Reference[];
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
  seed: undefined,
  promptOptimization: undefined,
  output: undefined,
};

/** Lists the models of all providers, each once, with the spec of a provider that still sells it. */
export function modelsOf(providers: readonly ProviderInfo[]): ModelSpec[] {
  const offered = providers.flatMap(({ catalogue }) => catalogue.models).filter(({ status }) => status !== "retired");
  return [...Map.groupBy(offered, ({ name }) => name).values()].flatMap(([first]) => first ?? []);
}

/** A provider, whether a draft can go to it, and the estimated cost. */
export type Offer = ReturnType<typeof offersFor>[number];

export function offersFor(draft: Draft, providers: readonly ProviderInfo[]) {
  const images = draft.references.map(({ url }) => url);
  return providers.map((provider) => {
    const spec = specOf(provider, draft.model);
    // Whether the draft can go to the provider, and whether it does.
    const isOpen = spec !== undefined && (provider.hasKey || !draft.isLive);
    const isChosen = isOpen && draft.sendTo.includes(provider.name);
    const size = spec && fit(draft.size, spec);
    // The highest cost, for the simulator that of a live run. Not every price is known.
    const estimate = spec && estimateCost(spec, { size, count: draft.count, images }, provider.region);
    return { ...provider, spec, isOpen, isChosen, estimate };
  });
}

/** Finds the spec of a model at a provider. */
function specOf({ catalogue }: ProviderInfo, model: string): ModelSpec | undefined {
  return catalogue.models.find(({ name, status }) => name === model && status !== "retired");
}

/** Returns the draft, with the default model if no provider has its model any more. */
export function withKnownModel(draft: Draft, providers: readonly ProviderInfo[]): Draft {
  const isKnown = providers.some((provider) => specOf(provider, draft.model));
  return isKnown ? draft : { ...draft, model: providers[0]?.catalogue.default ?? "" };
}

/** Returns the spec that the form follows: of the first chosen provider, otherwise of any provider with the model. */
export function leadingSpec(offers: readonly Offer[]): ModelSpec {
  const { spec } = offers.find(({ isChosen }) => isChosen) ?? offers.find(({ spec }) => spec) ?? {};
  if (!spec) throw new Error("No provider has the model of the draft");
  return spec;
}

export function requestOf(draft: Draft, spec: ModelSpec): PageRequest {
  const { sendTo, isLive, references, ...request } = draft;
  const images = references.map(({ url }) => url);
  return { ...request, size: fit(draft.size, spec), ...(images.length > 0 && { images }) };
}

/** Returns the draft of a request. */
export function draftOf(request: PageRequest, sendTo: readonly ProviderName[], isLive: boolean): Draft {
  const { model = "", size = firstSize, count = 1, images, ...others } = request;
  return { ...emptyDraft, ...others, model, size, count, sendTo, isLive, references: referencesOf(images) };
}
