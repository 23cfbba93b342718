import type { ImageSize } from "@seedream-clients/core";
import { isTier } from "@seedream-clients/core/client";
import { useForm } from "../request/form.ts";
import { Field } from "../ui/field.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useWords } from "../words/words.ts";
import { Shape } from "./shape.tsx";
import { fit, formOf, formsOf, isKeyword, pixelsOf, ratiosOf, shapes, tierOf, tiersOf } from "./size.ts";

/** The size that is chosen, as near as the model comes to it, and how to choose another. */
function useSize() {
  const { draft, spec, change } = useForm();
  const size = fit(draft.size, spec);
  const choose = (size: ImageSize) => change({ size });
  return { spec, size, tier: tierOf(size), pixels: pixelsOf(size, spec), choose };
}

/** Ten tiles: eight shapes, the model's choice, and pixels. The heading shows the pixels. */
export function SizeField() {
  const { size: words } = useWords();
  const { spec, size, tier, pixels, choose } = useSize();
  const forms = formsOf(spec);
  const offered = tiersOf(spec, "ratio").flatMap((tier) => ratiosOf(spec, tier));
  const tiles = [
    ...shapes.map((value) => ({ value, label: <Shape ratio={value} />, disabled: !offered.includes(value) })),
    { value: "auto", label: words.auto, disabled: !forms.includes("auto") },
    { value: "pixels", label: words.pixels, disabled: !forms.includes("pixels") },
  ] as const;

  function pick(value: (typeof tiles)[number]["value"]) {
    const [width, height] = pixels ?? [2048, 2048];
    if (value === "pixels") choose(`${width}x${height}`);
    else if (value === "auto") choose(tier);
    else choose({ aspectRatio: value, resolution: isKeyword(tier) ? "2K" : tier });
  }

  return (
    <Field
      title={words.title}
      end={
        <span className="end note">
          {pixels ? words.inPixels({ width: pixels[0], height: pixels[1] }) : words.modelPicks}
        </span>
      }
    >
      <Segmented
        legend={words.ratio}
        look="tiles"
        options={tiles}
        value={typeof size === "object" ? size.aspectRatio : pixels ? "pixels" : "auto"}
        onChange={pick}
      />
    </Field>
  );
}

/** The resolution; for pixels, width and height in its place. */
export function ResolutionField() {
  const { size: words } = useWords();
  const { spec, size, tier, pixels = [0, 0], choose } = useSize();
  if (formOf(size) !== "pixels") {
    const label = (value: typeof tier) => (isKeyword(value) ? words.keywords[value] : value);
    return (
      <Segmented
        legend={words.resolution}
        options={tiersOf(spec, formOf(size)).map((value) => ({ value, label: label(value) }))}
        value={tier}
        onChange={(value) => choose(typeof size === "object" && isTier(value) ? { ...size, resolution: value } : value)}
      />
    );
  }
  return (
    <span className="sides">
      {[words.width, words.height].map((name, side) => (
        <input
          key={name}
          className="input"
          inputMode="numeric"
          required
          pattern="[1-9][0-9]{0,4}"
          aria-label={name}
          title={name}
          value={pixels[side] || ""}
          onChange={({ target }) => {
            const [width = 0, height = 0] = pixels.with(side, Number(target.value.replace(/\D/g, "")));
            choose(`${width}x${height}`);
          }}
        />
      ))}
    </span>
  );
}
