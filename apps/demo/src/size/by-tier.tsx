import { Segmented } from "../page/segmented.tsx";
import { useWords } from "../words/words.ts";
import type { SizePickerProps } from "./picker-props.ts";
import { isKeyword, tiersOf } from "./size.ts";

/** A resolution whose shape the model picks, or one of its words. */
export function ByTier({ model, choice, onChange }: SizePickerProps) {
  const words = useWords().size;
  const tiers = tiersOf(model).map((value) => ({ value, label: isKeyword(value) ? words.keywords[value] : value }));
  return (
    <>
      <Segmented
        legend={words.resolution}
        options={tiers}
        value={choice.tier}
        onChange={(tier) => onChange({ ...choice, tier })}
      />
      <p className="note">{words.modelPicks}</p>
    </>
  );
}
