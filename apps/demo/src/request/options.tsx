import { useId } from "react";
import type { ProviderInfo } from "../../server/messages.ts";
import { Select } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useWords } from "../words/words.ts";
import { type Draft, receivers, specOf } from "./draft.ts";

interface OptionsProps {
  readonly draft: Draft;
  readonly providers: readonly ProviderInfo[];
  readonly onChange: (patch: Partial<Draft>) => void;
}

/** What only some models accept, where one that the draft goes to does. */
export function Options({ draft, providers, onChange }: OptionsProps) {
  const { request: words, format: formats } = useWords();
  const id = useId();
  const specs = receivers(draft, providers).flatMap((provider) => specOf(provider, draft.model) ?? []);
  const modes = [...new Set(specs.flatMap(({ promptOptimization }) => promptOptimization))];
  const deliveries = [...new Set(specs.flatMap(({ output }) => output.deliveries))];
  const fileFormats = [...new Set(specs.flatMap(({ output }) => (output.selectable ? output.formats : [])))];
  const hasSeed = specs.some(({ seed }) => seed !== undefined) || draft.seed !== undefined;
  const { seed, promptOptimization, output = {}, watermark } = draft;
  const chosen = [
    seed !== undefined && words.withSeed(String(seed)),
    promptOptimization && words.rewritings[promptOptimization],
    output.format?.toUpperCase(),
    output.delivery && words.deliveries[output.delivery],
    watermark && words.watermark,
  ].filter((text) => typeof text === "string");
  return (
    <details className="options">
      <summary>
        <Icon name="right" />
        <b>{words.options}</b>
        <span className="note end">{chosen.length > 0 ? formats.list(chosen) : words.defaults}</span>
      </summary>
      <div className="options-body">
        {hasSeed && (
          <>
            <label htmlFor={`${id}seed`}>{words.seed}</label>
            <input
              id={`${id}seed`}
              className="input"
              type="number"
              placeholder={words.random}
              value={seed ?? ""}
              onChange={({ target: { value, valueAsNumber } }) =>
                onChange({ seed: value === "" ? undefined : valueAsNumber })
              }
            />
          </>
        )}
        {modes.length > 0 && (
          <>
            <label htmlFor={`${id}mode`}>{words.rewriting}</label>
            <Select
              id={`${id}mode`}
              value={promptOptimization ?? ""}
              onChange={({ target }) => onChange({ promptOptimization: modes.find((mode) => mode === target.value) })}
            >
              <option value="">{words.asProvider}</option>
              {modes.map((mode) => (
                <option key={mode} value={mode}>
                  {words.rewritings[mode]}
                </option>
              ))}
            </Select>
          </>
        )}
        {fileFormats.length > 0 && (
          <>
            <span aria-hidden="true">{words.format}</span>
            <Segmented
              legend={words.format}
              options={fileFormats.map((value) => ({ value, label: value.toUpperCase() }))}
              value={output.format ?? fileFormats[0] ?? "jpeg"}
              onChange={(value) => onChange({ output: { ...output, format: value === "png" ? "png" : "jpeg" } })}
            />
          </>
        )}
        {deliveries.length > 1 && (
          <>
            <span aria-hidden="true">{words.delivery}</span>
            <Segmented
              legend={words.delivery}
              options={deliveries.map((value) => ({ value, label: words.deliveries[value] }))}
              value={output.delivery ?? "url"}
              onChange={(delivery) => onChange({ output: { ...output, delivery } })}
            />
          </>
        )}
        <label htmlFor={`${id}watermark`}>{words.watermark}</label>
        <input
          id={`${id}watermark`}
          type="checkbox"
          className="tick"
          checked={watermark}
          onChange={({ target }) => onChange({ watermark: target.checked })}
        />
      </div>
    </details>
  );
}
