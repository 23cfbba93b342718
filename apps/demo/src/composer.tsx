import { estimateCost, type ModelSpec } from "@seedream-clients/core";
import { type SubmitEvent, useId, useState } from "react";
import type { GenerateBody, PageRequest, ProviderInfo } from "../server/messages.ts";
import { Abilities } from "./abilities.tsx";
import { Compare, comparable } from "./compare.tsx";
import { type ModelOptions, ModelOptionsFields, optionsFor } from "./model-options.tsx";
import { References, referencesOf } from "./references.tsx";
import { areaOf, choiceOf, fit, sizeOf } from "./size.ts";
import { SizePicker } from "./size-picker.tsx";

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
  const id = useId();
  const [modelName, setModelName] = useState(initial?.model ?? "");
  const [sizeChoice, setSizeChoice] = useState(() => choiceOf(initial?.size));
  const [wanted, setWanted] = useState(initial?.count ?? 1);
  const [references, setReferences] = useState(() => referencesOf(initial?.images));
  const [watermark, setWatermark] = useState(initial?.watermark ?? false);

  const [options, setOptions] = useState<ModelOptions>(initial ?? {});
  const [others, setOthers] = useState<readonly string[]>([]);

  const model = chosenModel(provider, modelName);
  if (!model) return <p className="note">{provider.title} offers no model.</p>;
  const most = model.group?.max ?? 1;
  const count = Math.min(wanted, most);
  const choice = fit(sizeChoice, model);
  const size = sizeOf(choice);
  const compared = comparable(providers, provider, model).filter(({ id }) => others.includes(id));

  function submit(event: SubmitEvent) {
    event.preventDefault();
    const images = references.map(({ url }) => url);
    const request = {
      prompt,
      model: model?.name ?? modelName,
      size,
      count,
      watermark,
      ...(images.length && { images }),
      ...(model && optionsFor(model, options)),
    };
    if (isRunning || !model) return;
    const comparison = compared.length > 0 ? crypto.randomUUID() : undefined;
    onGenerate([provider, ...compared].map(({ id }) => ({ provider: id, comparison, request })));
  }

  return (
    <form className="composer" onSubmit={submit} aria-label="Request">
      <div className="fields">
        <div className="field">
          <label htmlFor={`${id}prompt`}>Prompt</label>
          <textarea
            id={`${id}prompt`}
            rows={3}
            required
            placeholder="What should the image show?"
            value={prompt}
            onChange={({ target }) => onPrompt(target.value)}
            onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
              if (key === "Enter" && (ctrlKey || metaKey)) currentTarget.form?.requestSubmit();
            }}
          />
        </div>

        <div className="field inline">
          <label htmlFor={`${id}provider`}>Provider</label>
          <select id={`${id}provider`} value={provider.id} onChange={({ target }) => onProvider(target.value)}>
            {providers.map(({ id, title, live }) => (
              <option key={id} value={id}>
                {title} {live ? "(live, costs money)" : "(simulator)"}
              </option>
            ))}
          </select>
        </div>

        <div className="field inline">
          <label htmlFor={`${id}model`}>Model</label>
          <select id={`${id}model`} value={model.name} onChange={({ target }) => setModelName(target.value)}>
            {provider.catalogue.models.map(({ name, title, status }) => (
              <option key={name} value={name} disabled={status === "retired"}>
                {status === "active" ? title : `${title} (${status})`}
              </option>
            ))}
          </select>
        </div>

        <Abilities model={model} region={provider.region} />

        <Compare providers={providers} provider={provider} model={model} chosen={others} onChange={setOthers} />

        <SizePicker model={model} choice={choice} onChange={setSizeChoice} />

        <div className="field">
          <label htmlFor={`${id}count`}>
            Images <output htmlFor={`${id}count`}>{count === 1 ? "1" : `up to ${count}`}</output>
          </label>
          <input
            id={`${id}count`}
            type="range"
            min={1}
            max={Math.max(most, 2)}
            value={count}
            disabled={most === 1}
            onChange={({ target }) => setWanted(target.valueAsNumber)}
          />
          {most === 1 && <p className="note">{model.title} makes one image a request.</p>}
        </div>

        <References model={model} references={references} onChange={setReferences} />

        <ModelOptionsFields model={model} options={options} onChange={setOptions} />

        <label className="check">
          <input type="checkbox" checked={watermark} onChange={({ target }) => setWatermark(target.checked)} />
          Watermark
        </label>
      </div>

      <div className="actions">
        <Price provider={provider} model={model} area={areaOf(size, model)} count={count} others={compared.length} />
        {isRunning && (
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        )}
        <button type="submit" className="primary" disabled={isRunning}>
          {isRunning ? "Generating…" : "Generate"}
        </button>
      </div>
    </form>
  );
}

/** The model by name; the provider's default where it does not offer that one. */
function chosenModel({ catalogue }: ProviderInfo, name: string): ModelSpec | undefined {
  const offered = catalogue.models.filter(({ status }) => status !== "retired");
  return (
    offered.find((model) => model.name === name) ??
    offered.find((model) => model.name === catalogue.default) ??
    offered[0]
  );
}

interface PriceProps {
  readonly provider: ProviderInfo;
  readonly model: ModelSpec;
  readonly area: number;
  readonly count: number;
  /** How many further providers get the same request, each at its own price. */
  readonly others: number;
}

function Price({ provider: { live, region }, model, area, count, others }: PriceProps) {
  const cost = estimateCost(model, Array(count).fill(area), region);
  const amount = cost && `${count > 1 ? "up to " : ""}${cost.amount} ${cost.currency}`;
  return (
    <p className={live ? "note price live" : "note price"}>
      <strong>{live ? "Costs money" : "Free"}</strong>
      {amount ? `${amount}${live ? "" : " when live"}` : "price not known"}
      {others > 0 && `, and ${others} more ${others === 1 ? "provider" : "providers"}`}
    </p>
  );
}
