import type { ReactNode } from "react";
import { Select } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useWords } from "../words/words.ts";
import { specOf } from "./draft.ts";
import { useForm } from "./form.ts";

/** What only some models accept, where one that the draft goes to does. */
export function Options() {
  const { request: words, format: formats } = useWords();
  const { draft, to, change } = useForm();
  const { seed, promptOptimization, output = {}, watermark } = draft;
  const specs = to.flatMap((provider) => specOf(provider, draft.model) ?? []);
  const modes = [...new Set(specs.flatMap((spec) => spec.promptOptimization))];
  const deliveries = [...new Set(specs.flatMap((spec) => spec.output.deliveries))];
  const fileFormats = [...new Set(specs.flatMap((spec) => (spec.output.selectable ? spec.output.formats : [])))];
  const chosen = [
    seed !== undefined && words.withSeed({ seed }),
    promptOptimization && words.rewritings[promptOptimization],
    output.format?.toUpperCase(),
    output.delivery && words.deliveries[output.delivery],
    watermark && words.watermark,
  ].filter((text) => typeof text === "string");
  return (
    <details className="options">
      <summary className="row">
        <Icon name="right" />
        <b>{words.options}</b>
        <span className="note end">{chosen.length > 0 ? formats.list(chosen) : words.defaults}</span>
      </summary>
      <div className="options-body">
        {(seed !== undefined || specs.some((spec) => spec.seed !== undefined)) && (
          <Option title={words.seed} id="seed">
            <input
              id="seed"
              className="input"
              type="number"
              placeholder={words.random}
              value={seed ?? ""}
              onChange={({ target: { value, valueAsNumber } }) =>
                change({ seed: value === "" ? undefined : valueAsNumber })
              }
            />
          </Option>
        )}
        {modes.length > 0 && (
          <Option title={words.rewriting} id="mode">
            <Select
              id="mode"
              value={promptOptimization ?? ""}
              options={[
                { value: "", label: words.asProvider },
                ...modes.map((value) => ({ value, label: words.rewritings[value] })),
              ]}
              onPick={(value) => change({ promptOptimization: modes.find((mode) => mode === value) })}
            />
          </Option>
        )}
        {fileFormats.length > 0 && (
          <Option title={words.format}>
            <Segmented
              legend={words.format}
              options={fileFormats.map((value) => ({ value, label: value.toUpperCase() }))}
              value={output.format ?? fileFormats[0] ?? "jpeg"}
              onChange={(value) => change({ output: { ...output, format: value === "png" ? "png" : "jpeg" } })}
            />
          </Option>
        )}
        {deliveries.length > 1 && (
          <Option title={words.delivery}>
            <Segmented
              legend={words.delivery}
              options={deliveries.map((value) => ({ value, label: words.deliveries[value] }))}
              value={output.delivery ?? "url"}
              onChange={(delivery) => change({ output: { ...output, delivery } })}
            />
          </Option>
        )}
        <Option title={words.watermark} id="watermark">
          <input
            id="watermark"
            type="checkbox"
            className="tick"
            checked={watermark}
            onChange={({ target }) => change({ watermark: target.checked })}
          />
        </Option>
      </div>
    </details>
  );
}

interface OptionProps {
  readonly title: string;
  /** Of the control; absent where it names itself. */
  readonly id?: string;
  readonly children: ReactNode;
}

function Option({ title, id, children }: OptionProps) {
  return (
    <>
      {id ? <label htmlFor={id}>{title}</label> : <span aria-hidden="true">{title}</span>}
      {children}
    </>
  );
}
