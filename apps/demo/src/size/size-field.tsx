import type { ModelSpec } from "@seedream-clients/core";
import { Field } from "../ui/field.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useWords } from "../words/words.ts";
import { Shape } from "./shape.tsx";
import { fit, formsOf, isKeyword, pixelsOf, ratiosOf, type SizeChoice, shapes, sizeOf, tiersOf } from "./size.ts";

interface SizeProps {
  readonly model: ModelSpec;
  readonly choice: SizeChoice;
  readonly onChange: (choice: SizeChoice) => void;
}

/** Ten tiles: eight shapes, the model's choice, and pixels. The heading shows the pixels. */
export function SizeField({ model, choice: given, onChange }: SizeProps) {
  const { size: words } = useWords();
  const choice = fit(given, model);
  const pixels = pixelsOf(sizeOf(choice), model);
  const forms = formsOf(model);
  const anyTier = tiersOf(model, "ratio");
  const tiles = [
    ...shapes.map((ratio) => ({
      value: ratio,
      label: <Shape ratio={ratio} />,
      disabled: !anyTier.some((tier) => ratiosOf(model, tier).includes(ratio)),
    })),
    { value: "auto", label: words.auto, disabled: !forms.includes("auto") },
    { value: "pixels", label: words.pixels, disabled: !forms.includes("pixels") },
  ];

  function choose(value: string) {
    if (value === "pixels") {
      const [width, height] = pixels ?? [choice.width, choice.height];
      onChange({ ...choice, form: "pixels", width, height });
    } else if (value === "auto") onChange({ ...choice, form: "auto" });
    else onChange({ ...choice, form: "ratio", ratio: shapes.find((shape) => shape === value) ?? choice.ratio });
  }

  return (
    <Field
      title={words.title}
      end={<span className="end note">{pixels ? words.inPixels(...pixels) : words.modelPicks}</span>}
    >
      <Segmented
        legend={words.ratio}
        look="tiles"
        options={tiles}
        value={choice.form === "ratio" ? choice.ratio : choice.form}
        onChange={choose}
      />
    </Field>
  );
}

/** The resolution; for pixels, width and height in its place. */
export function ResolutionField({ model, choice: given, onChange }: SizeProps) {
  const { size: words } = useWords();
  const choice = fit(given, model);
  if (choice.form === "pixels") return <Pixels choice={choice} onChange={onChange} />;
  const tiers = tiersOf(model, choice.form).map((value) => ({
    value,
    label: isKeyword(value) ? words.keywords[value] : value,
  }));
  return (
    <Segmented
      legend={words.resolution}
      options={tiers}
      value={choice.tier}
      onChange={(tier) => onChange({ ...choice, tier })}
    />
  );
}

function Pixels({ choice, onChange }: Omit<SizeProps, "model">) {
  const { size: words } = useWords();
  return (
    <span className="sides">
      {(["width", "height"] as const).map((side) => (
        <input
          key={side}
          className="input"
          inputMode="numeric"
          required
          pattern="[1-9][0-9]{0,4}"
          aria-label={words[side]}
          title={words[side]}
          value={choice[side] || ""}
          onChange={({ target }) => onChange({ ...choice, [side]: Number(target.value.replace(/\D/g, "")) })}
        />
      ))}
    </span>
  );
}
