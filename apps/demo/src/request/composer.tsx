import { findModel, type ModelSpec } from "@seedream-clients/core";
import { type SubmitEvent, useState } from "react";
import type { GenerateBody, PageRequest, ProviderInfo } from "../../server/messages.ts";
import { referencesOf } from "../references/reference.ts";
import { References } from "../references/references.tsx";
import { choiceOf, fit, isKeyword, sizeOf } from "../size/size.ts";
import { SizePicker } from "../size/size-picker.tsx";
import { useWords } from "../words/words.ts";
import { Abilities } from "./abilities.tsx";
import { Compare, comparable } from "./compare.tsx";
import { CountField } from "./count-field.tsx";
import { estimateFor } from "./estimate.ts";
import { type ModelOptions, optionsFor } from "./model-options.ts";
import { ModelOptionsFields } from "./model-options-fields.tsx";
import { Price } from "./price.tsx";
import { PromptField } from "./prompt-field.tsx";
import { ProviderFields } from "./provider-fields.tsx";

interface ComposerProps {
  /** The request that the form begins with. */
  readonly initial?: PageRequest | undefined;
  readonly providers: readonly ProviderInfo[];
  readonly provider: ProviderInfo;
  readonly onProvider: (id: string) => void;
  readonly prompt: string;
  readonly onPrompt: (prompt: string) => void;
  readonly isRunning: boolean;
  readonly onGenerate: (bodies: readonly GenerateBody[]) => void;
  readonly onCancel: () => void;
}

/** Everything that makes a request. */
export function Composer(props: ComposerProps) {
  const { initial, providers, provider, onProvider, prompt, onPrompt, isRunning, onGenerate, onCancel } = props;
  const words = useWords();
  const [modelName, setModelName] = useState(initial?.model ?? "");
  const [sizeChoice, setSizeChoice] = useState(() => choiceOf(initial?.size));
  const [wanted, setWanted] = useState(initial?.count ?? 1);
  const [references, setReferences] = useState(() => referencesOf(initial?.images));
  const [watermark, setWatermark] = useState(initial?.watermark ?? false);
  const [options, setOptions] = useState<ModelOptions>(initial ?? {});
  const [chosen, setChosen] = useState<readonly string[]>([]);

  const model = chosenModel(provider, modelName);
  if (!model) return <p className="note">{words.provider.noModels(words.provider.title(provider))}</p>;
  const { name } = model;
  const count = Math.min(wanted, model.group?.max ?? 1);
  const choice = fit(sizeChoice, model);
  const size = sizeOf(choice);
  const others = comparable(providers, provider, name);
  const all = [provider, ...others.filter(({ id }) => chosen.includes(id))];
  const estimate = (other: ProviderInfo) => estimateFor(other, name, size, count);
  const images = references.map(({ url }) => url);
  const request: PageRequest = {
    prompt,
    model: name,
    size,
    count,
    watermark,
    ...(images.length > 0 && { images }),
    ...optionsFor(model, options),
  };

  function submit(event: SubmitEvent) {
    event.preventDefault();
    if (isRunning) return;
    const comparison = all.length > 1 ? crypto.randomUUID() : undefined;
    onGenerate(all.map(({ id }) => ({ provider: id, comparison, request })));
  }

  return (
    <form className="composer" onSubmit={submit} aria-label={words.page.request}>
      <div className="fields">
        <PromptField prompt={prompt} onChange={onPrompt} />
        <ProviderFields
          providers={providers}
          provider={provider}
          onProvider={onProvider}
          model={model}
          onModel={setModelName}
        />
        <Abilities model={model} region={provider.region} />
        <Compare others={others} chosen={chosen} estimate={estimate} onChange={setChosen} />
        <SizePicker model={model} choice={choice} onChange={setSizeChoice} />
        {choice.form === "tier" && isKeyword(choice.tier) && images.length === 0 && (
          <p className="note problem" role="status">
            {words.request.wordNeedsReference(words.size.keywords[choice.tier])}
          </p>
        )}
        <CountField model={model} count={count} references={images.length} onChange={setWanted} />
        <References model={model} references={references} onChange={setReferences} />
        <ModelOptionsFields model={model} options={options} onChange={setOptions} />
        <label className="check">
          <input type="checkbox" checked={watermark} onChange={({ target }) => setWatermark(target.checked)} />
          {words.request.watermark}
        </label>
      </div>

      <div className="actions">
        <Price live={provider.live} count={count} estimates={all.map(estimate)} />
        {isRunning && (
          <button type="button" onClick={onCancel}>
            {words.request.cancel}
          </button>
        )}
        <button type="submit" className="primary" disabled={isRunning}>
          {isRunning ? words.request.generating : words.request.generate}
        </button>
      </div>
    </form>
  );
}

/** The model by name; the provider's default where it does not offer that one. */
function chosenModel({ catalogue }: ProviderInfo, name: string): ModelSpec | undefined {
  const offered = { ...catalogue, models: catalogue.models.filter(({ status }) => status !== "retired") };
  return findModel(offered, name) ?? findModel(offered, catalogue.default) ?? offered.models[0];
}
