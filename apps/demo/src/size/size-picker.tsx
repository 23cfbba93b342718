import { Segmented } from "../page/segmented.tsx";
import { useWords } from "../words/words.ts";
import { ByPixels } from "./by-pixels.tsx";
import { ByRatio } from "./by-ratio.tsx";
import { ByTier } from "./by-tier.tsx";
import type { SizePickerProps } from "./picker-props.ts";
import { formsOf } from "./size.ts";

/** The size of the images, in the forms that the model takes. */
export function SizePicker({ model, choice, onChange }: SizePickerProps) {
  const words = useWords().size;
  const { form } = choice;
  const forms = formsOf(model).map((value) => ({ value, label: words.forms[value] }));
  return (
    <fieldset className="field">
      <legend>{words.title}</legend>
      <Segmented legend={words.by} options={forms} value={form} onChange={(form) => onChange({ ...choice, form })} />
      {form === "ratio" && <ByRatio model={model} choice={choice} onChange={onChange} />}
      {form === "tier" && <ByTier model={model} choice={choice} onChange={onChange} />}
      {form === "pixels" && <ByPixels model={model} choice={choice} onChange={onChange} />}
    </fieldset>
  );
}
