import { Segmented, Select } from "../ui/fields.tsx";
import { Icon } from "../ui/icon.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";

const texts = words.request;

/** Fields that only some models accept. A field is shown if a chosen provider accepts it. */
export function Options() {
  const { draft, to, change } = useStudio();
  const { seed, promptOptimization, output = {}, watermark } = draft;
  const specs = to.flatMap(({ spec }) => spec ?? []);
  const modes = [...new Set(specs.flatMap((spec) => spec.promptOptimization))];
  const deliveries = [...new Set(specs.flatMap((spec) => spec.output.deliveries))];
  const selectable = specs.flatMap(({ output }) => (output.selectable ? output.formats : []));
  // The first format is the default of the model.
  const formats = [...new Set(selectable)].filter((format) => format === "jpeg" || format === "png");
  const chosen = [
    seed !== undefined && texts.withSeed({ seed }),
    promptOptimization && texts.rewritings[promptOptimization],
    output.format?.toUpperCase(),
    output.delivery && texts.deliveries[output.delivery],
    watermark && texts.watermark,
  ].filter((text) => typeof text === "string");
  return (
    <details className="options">
      <summary className="row">
        <Icon name="right" />
        <b>{texts.options}</b>
        <span className="note end">{chosen.length > 0 ? words.format.list(chosen) : texts.defaults}</span>
      </summary>
      <div className="options-body">
        {(seed !== undefined || specs.some((spec) => spec.seed !== undefined)) && (
          <>
            <label htmlFor="seed">{texts.seed}</label>
            <input
              id="seed"
              className="input"
              type="number"
              placeholder={texts.random}
              value={seed ?? ""}
              onChange={({ target: { value, valueAsNumber } }) =>
                change({ seed: value === "" ? undefined : valueAsNumber })
              }
            />
          </>
        )}
        {modes.length > 0 && (
          <>
            <label htmlFor="mode">{texts.rewriting}</label>
            <Select
              id="mode"
              value={promptOptimization ?? ""}
              onChange={({ target }) => change({ promptOptimization: modes.find((mode) => mode === target.value) })}
            >
              <option value="">{texts.asProvider}</option>
              {modes.map((mode) => (
                <option key={mode} value={mode}>
                  {texts.rewritings[mode]}
                </option>
              ))}
            </Select>
          </>
        )}
        {formats.length > 0 && (
          <>
            <span aria-hidden="true">{texts.format}</span>
            <Segmented
              legend={texts.format}
              options={formats}
              label={(format) => format.toUpperCase()}
              value={output.format ?? formats[0] ?? "jpeg"}
              onChange={(format) => change({ output: { ...output, format } })}
            />
          </>
        )}
        {deliveries.length > 1 && (
          <>
            <span aria-hidden="true">{texts.delivery}</span>
            <Segmented
              legend={texts.delivery}
              options={deliveries}
              label={(delivery) => texts.deliveries[delivery]}
              value={output.delivery ?? "url"}
              onChange={(delivery) => change({ output: { ...output, delivery } })}
            />
          </>
        )}
        <label htmlFor="watermark">{texts.watermark}</label>
        <input
          id="watermark"
          type="checkbox"
          className="tick"
          checked={watermark}
          onChange={({ target }) => change({ watermark: target.checked })}
        />
      </div>
    </details>
  );
}
