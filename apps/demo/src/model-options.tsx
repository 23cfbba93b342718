import type { ModelSpec } from "@seedream-clients/core";
import { useId } from "react";
import type { PageRequest } from "../server/messages.ts";

/** What only some models take. */
export type ModelOptions = Pick<PageRequest, "seed" | "promptOptimization" | "output">;

/** Those of the options that a model takes. */
export function optionsFor(model: ModelSpec, { seed, promptOptimization, output }: ModelOptions): ModelOptions {
  const isOptimized = promptOptimization && model.promptOptimization.includes(promptOptimization);
  return {
    ...(model.seed && seed !== undefined && { seed }),
    ...(isOptimized && { promptOptimization }),
    ...(model.output.selectable && output && { output }),
  };
}

interface ModelOptionsFieldsProps {
  readonly model: ModelSpec;
  readonly options: ModelOptions;
  readonly onChange: (options: ModelOptions) => void;
}

/** Seed, prompt optimisation and file format, where the model has them. */
export function ModelOptionsFields({ model, options, onChange }: ModelOptionsFieldsProps) {
  const id = useId();
  const { seed: seeds, promptOptimization: modes, output } = model;
  return (
    <>
      {seeds && (
        <div className="field inline">
          <label htmlFor={`${id}seed`}>Seed</label>
          <input
            id={`${id}seed`}
            type="number"
            min={seeds[0]}
            max={seeds[1]}
            placeholder="random"
            value={options.seed ?? ""}
            onChange={({ target: { value, valueAsNumber } }) => {
              const { seed: _, ...others } = options;
              onChange(value === "" ? others : { ...others, seed: valueAsNumber });
            }}
          />
        </div>
      )}
      {modes.length > 0 && (
        <div className="field inline">
          <label htmlFor={`${id}mode`}>Rewriting</label>
          <select
            id={`${id}mode`}
            value={options.promptOptimization ?? ""}
            onChange={({ target: { value } }) => {
              const { promptOptimization: _, ...others } = options;
              const mode = modes.find((known) => known === value);
              onChange(mode ? { ...others, promptOptimization: mode } : others);
            }}
          >
            <option value="">as the provider does unasked</option>
            {modes.map((mode) => (
              <option key={mode}>{mode}</option>
            ))}
          </select>
        </div>
      )}
      {output.selectable && (
        <div className="field inline">
          <label htmlFor={`${id}format`}>Format</label>
          <select
            id={`${id}format`}
            value={options.output?.format ?? output.formats[0]}
            onChange={({ target: { value } }) =>
              onChange({ ...options, output: { format: value === "png" ? "png" : "jpeg" } })
            }
          >
            {output.formats.map((format) => (
              <option key={format}>{format}</option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}
