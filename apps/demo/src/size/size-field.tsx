import { useForm } from "../request/form.ts";
import { Field } from "../ui/field.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useWords } from "../words/words.ts";
import { Shape } from "./shape.tsx";
import { fit, formsOf, isKeyword, pixelsOf, ratiosOf, type SizeChoice, shapes, sizeOf, tiersOf } from "./size.ts";

/** The size that is chosen, as near as the model comes to it, and how to choose another. */
function useSize() {
  const { draft, spec, change } = useForm();
  const choice = fit(draft.size, spec);
  const choose = (patch: Partial<SizeChoice>) => change({ size: { ...choice, ...patch } });
  return { spec, choice, choose };
}

/** Ten tiles: eight shapes, the model's choice, and pixels. The heading shows the pixels. */
export function SizeField() {
  const { size: words } = useWords();
  const { spec, choice, choose } = useSize();
  const pixels = pixelsOf(sizeOf(choice), spec);
  const forms = formsOf(spec);
  const offered = tiersOf(spec, "ratio").flatMap((tier) => ratiosOf(spec, tier));
  const tiles = [
    ...shapes.map((value) => ({
      value,
      label: [<Shape key="shape" ratio={value} />, value],
      disabled: !offered.includes(value),
    })),
    { value: "auto", label: words.auto, disabled: !forms.includes("auto") },
    { value: "pixels", label: words.pixels, disabled: !forms.includes("pixels") },
  ] as const;

  function pick(value: (typeof tiles)[number]["value"]) {
    const [width, height] = pixels ?? [choice.width, choice.height];
    if (value === "pixels") choose({ form: value, width, height });
    else if (value === "auto") choose({ form: value });
    else choose({ form: "ratio", ratio: value });
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
        onChange={pick}
      />
    </Field>
  );
}

/** The resolution; for pixels, width and height in its place. */
export function ResolutionField() {
  const { size: words } = useWords();
  const { spec, choice, choose } = useSize();
  if (choice.form !== "pixels") {
    const tiers = tiersOf(spec, choice.form).map((value) => ({
      value,
      label: isKeyword(value) ? words.keywords[value] : value,
    }));
    return (
      <Segmented legend={words.resolution} options={tiers} value={choice.tier} onChange={(tier) => choose({ tier })} />
    );
  }
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
          onChange={({ target }) => choose({ [side]: Number(target.value.replace(/\D/g, "")) })}
        />
      ))}
    </span>
  );
}
