import { Segmented } from "../page/segmented.tsx";
import { useWords } from "../words/words.ts";
import type { SizePickerProps } from "./picker-props.ts";
import { Shape } from "./shape.tsx";
import { pixelsOf, ratiosOf, resolutionsOf, sizeOf } from "./size.ts";

/** A proportion at a resolution. */
export function ByRatio({ model, choice, onChange }: SizePickerProps) {
  const words = useWords().size;
  const { ratio, resolution } = choice;
  const ratios = ratiosOf(model, resolution).map((value) => ({ value, label: <Shape ratio={value} /> }));
  const resolutions = resolutionsOf(model).map((value) => ({ value, label: value }));
  const pixels = pixelsOf(sizeOf(choice), model);
  return (
    <>
      <Segmented
        legend={words.ratio}
        look="tiles"
        options={ratios}
        value={ratio}
        onChange={(ratio) => onChange({ ...choice, ratio })}
      />
      <div className="row">
        <Segmented
          legend={words.resolution}
          options={resolutions}
          value={resolution}
          onChange={(resolution) => onChange({ ...choice, resolution })}
        />
        {pixels && <span className="note">{words.pixels(...pixels)}</span>}
      </div>
    </>
  );
}
