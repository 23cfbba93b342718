import { estimateCost, type ImageSize, type ModelSpec } from "@seedream-clients/core";
import type { PageRequest, ProviderInfo, ProviderName } from "../../server/messages.ts";
import { type Reference, referencesOf } from "../references/reference.ts";
import { firstSize, fit } from "../size/size.ts";

/** What the form has in it. */
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

/** The models of all providers, each once: as a provider has it that still sells it. */
export function modelsOf(providers: readonly ProviderInfo[]): ModelSpec[] {
  const offered = providers.flatMap(({ catalogue }) => catalogue.models).filter(({ status }) => status !== "retired");
  return [...Map.groupBy(offered, ({ name }) => name).values()].flatMap(([first]) => first ?? []);
}

/** A provider, and what it means for a draft. */
export type Offer = ReturnType<typeof offersFor>[number];

export function offersFor(draft: Draft, providers: readonly ProviderInfo[]) {
  const images = draft.references.map(({ url }) => url);
  return providers.map((provider) => {
    const spec = specOf(provider, draft.model);
    // Whether the draft can go there at all, and whether it does.
    const isOpen = spec !== undefined && (provider.hasKey || !draft.isLive);
    const isChosen = isOpen && draft.sendTo.includes(provider.name);
    const size = spec && fit(draft.size, spec);
    // The most that it costs, or would live; not every price is known.
    const estimate = spec && estimateCost(spec, { size, count: draft.count, images }, provider.region);
    return { ...provider, spec, isOpen, isChosen, estimate };
  });
}

/** The row of a model at a provider that has it. */
function specOf({ catalogue }: ProviderInfo, model: string): ModelSpec | undefined {
  return catalogue.models.find(({ name, status }) => name === model && status !== "retired");
}

/** The draft; of a model that no provider has any more, with the default one. */
export function withKnownModel(draft: Draft, providers: readonly ProviderInfo[]): Draft {
  const isKnown = providers.some((provider) => specOf(provider, draft.model));
  return isKnown ? draft : { ...draft, model: providers[0]?.catalogue.default ?? "" };
}

/** The spec that the form goes by: that of the first provider that the draft goes to, or else of any that has it. */
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

/** The draft that a request came from. */
export function draftOf(request: PageRequest, sendTo: readonly ProviderName[], isLive: boolean): Draft {
  const { model = "", size = firstSize, count = 1, images, ...others } = request;
  return { ...emptyDraft, ...others, model, size, count, sendTo, isLive, references: referencesOf(images) };
}
