import type { ModelSpec } from "@seedream-clients/core";
import { useId } from "react";
import { Segmented } from "../page/segmented.tsx";
import { useWords } from "../words/words.ts";
import type { ModelOptions } from "./model-options.ts";

interface ModelOptionsFieldsProps {
  readonly model: ModelSpec;
  readonly options: ModelOptions;
  readonly onChange: (options: ModelOptions) => void;
}

/** Seed, prompt optimisation, delivery and file format, where the model has a choice. */
export function ModelOptionsFields({ model, options, onChange }: ModelOptionsFieldsProps) {
  const words = useWords().request;
  const id = useId();
  const { seed: seeds, promptOptimization: modes, output } = model;
  const { seed: _, promptOptimization: __, ...others } = options;
  const { delivery = "url", format = output.formats[0] } = options.output ?? {};
  const withSeed = options.seed === undefined ? {} : { seed: options.seed };
  const withMode = options.promptOptimization ? { promptOptimization: options.promptOptimization } : {};
  return (
    <>
      {seeds && (
        <div className="field inline">
          <label htmlFor={`${id}seed`}>{words.seed}</label>
          <input
            id={`${id}seed`}
            type="number"
            min={seeds[0]}
            max={seeds[1]}
            placeholder={words.random}
            value={options.seed ?? ""}
            onChange={({ target: { value, valueAsNumber } }) =>
              onChange({ ...others, ...withMode, ...(value !== "" && { seed: valueAsNumber }) })
            }
          />
        </div>
      )}
      {modes.length > 0 && (
        <div className="field inline">
          <label htmlFor={`${id}mode`}>{words.rewriting}</label>
          <select
            id={`${id}mode`}
            value={options.promptOptimization ?? ""}
            onChange={({ target: { value } }) => {
              const mode = modes.find((known) => known === value);
              onChange({ ...others, ...withSeed, ...(mode && { promptOptimization: mode }) });
            }}
          >
            <option value="">{words.asProvider}</option>
            {modes.map((mode) => (
              <option key={mode} value={mode}>
                {words.rewritings[mode]}
              </option>
            ))}
          </select>
        </div>
      )}
      {output.deliveries.length > 1 && (
        <div className="field">
          <div className="field inline">
            <span className="name" aria-hidden="true">
              {words.delivery}
            </span>
            <Segmented
              legend={words.delivery}
              options={output.deliveries.map((value) => ({ value, label: words.deliveries[value] }))}
              value={delivery}
              onChange={(delivery) => onChange({ ...options, output: { ...options.output, delivery } })}
            />
          </div>
          <p className="note">{words.deliveryHints[delivery]}</p>
        </div>
      )}
      {output.selectable && (
        <div className="field inline">
          <span className="name" aria-hidden="true">
            {words.format}
          </span>
          <Segmented
            legend={words.format}
            options={output.formats.map((value) => ({ value, label: value.toUpperCase() }))}
            value={format ?? "jpeg"}
            onChange={(value) =>
              onChange({ ...options, output: { ...options.output, format: value === "png" ? "png" : "jpeg" } })
            }
          />
        </div>
      )}
    </>
  );
}
