import type { AspectRatio, ModelSpec } from "@seedream-clients/core";
import { useId } from "react";
import { Segmented } from "./segmented.tsx";
import {
  brokenRule,
  count,
  formsOf,
  pixelsOf,
  ratiosOf,
  resolutionsOf,
  type SizeChoice,
  type SizeForm,
  sizeOf,
  tiersOf,
} from "./size.ts";

interface SizePickerProps {
  readonly model: ModelSpec;
  readonly choice: SizeChoice;
  readonly onChange: (choice: SizeChoice) => void;
}

const formNames: Readonly<Record<SizeForm, string>> = { ratio: "Proportion", tier: "Resolution", pixels: "Pixels" };

/** The size of the images, in the forms that the model takes. */
export function SizePicker({ model, choice, onChange }: SizePickerProps) {
  const { form } = choice;
  const forms = formsOf(model).map((value) => ({ value, label: formNames[value] }));
  return (
    <fieldset className="field">
      <legend>Size</legend>
      <Segmented legend="Size by" options={forms} value={form} onChange={(form) => onChange({ ...choice, form })} />
      {form === "ratio" && <ByRatio model={model} choice={choice} onChange={onChange} />}
      {form === "tier" && <ByTier model={model} choice={choice} onChange={onChange} />}
      {form === "pixels" && <ByPixels model={model} choice={choice} onChange={onChange} />}
    </fieldset>
  );
}

function ByRatio({ model, choice, onChange }: SizePickerProps) {
  const { ratio, resolution } = choice;
  const ratios = ratiosOf(model, resolution).map((value) => ({ value, label: <Shape ratio={value} /> }));
  const resolutions = resolutionsOf(model).map((value) => ({ value, label: value }));
  const pixels = pixelsOf(sizeOf(choice), model);
  return (
    <>
      <Segmented
        legend="Proportion"
        look="tiles"
        options={ratios}
        value={ratio}
        onChange={(ratio) => onChange({ ...choice, ratio })}
      />
      <div className="row">
        <Segmented
          legend="Resolution"
          options={resolutions}
          value={resolution}
          onChange={(resolution) => onChange({ ...choice, resolution })}
        />
        {pixels && <span className="note">{pixels.join(" × ")} px</span>}
      </div>
    </>
  );
}

/** A proportion, drawn. */
function Shape({ ratio }: { ratio: AspectRatio }) {
  const [width = 1, height = 1] = ratio.split(":").map(Number);
  const longest = Math.max(width, height);
  return (
    <>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <rect
          x={12 - (10 * width) / longest}
          y={12 - (10 * height) / longest}
          width={(20 * width) / longest}
          height={(20 * height) / longest}
          rx="2"
        />
      </svg>
      {ratio}
    </>
  );
}

function ByTier({ model, choice, onChange }: SizePickerProps) {
  const tiers = tiersOf(model).map((value) => ({ value, label: value }));
  return (
    <>
      <Segmented
        legend="Resolution"
        options={tiers}
        value={choice.tier}
        onChange={(tier) => onChange({ ...choice, tier })}
      />
      <p className="note">The model picks the shape; say in the prompt if it matters.</p>
    </>
  );
}

function ByPixels({ model, choice, onChange }: SizePickerProps) {
  const note = useId();
  const problem = brokenRule(choice, model);
  const side = (name: "width" | "height") => (
    <label className="side">
      <span>{name === "width" ? "Width" : "Height"}</span>
      <input
        type="number"
        inputMode="numeric"
        min={1}
        max={99999}
        required
        value={choice[name] || ""}
        aria-invalid={problem !== undefined}
        aria-describedby={note}
        onChange={({ target }) => onChange({ ...choice, [name]: target.valueAsNumber || 0 })}
      />
    </label>
  );
  return (
    <>
      <div className="row pixels">
        {side("width")}
        <span aria-hidden="true">×</span>
        {side("height")}
      </div>
      <p id={note} className={problem ? "note problem" : "note"} role="status">
        {problem ?? `${count(choice.width * choice.height)} pixels`}
      </p>
    </>
  );
}
