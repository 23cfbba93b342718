import type { ImageSize } from "@seedream-clients/core";
import { isTier } from "@seedream-clients/core/client";
import type { ReactNode } from "react";
import { Field, Segmented } from "../ui/fields.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { fit, formOf, formsOf, isKeyword, pixelsOf, ratiosOf, shapeOf, shapes, tierOf, tiersOf } from "./size.ts";

const texts = words.size;

const tiles = [...shapes, "auto", "pixels"] as const;

type Tile = (typeof tiles)[number];

/** The size that is chosen, as near as the model comes to it, and how to choose another. */
function useSize() {
  const { draft, spec, change } = useStudio();
  const size = fit(draft.size, spec);
  const choose = (size: ImageSize) => change({ size });
  return { spec, size, tier: tierOf(size), pixels: pixelsOf(size, spec), choose };
}

/** Ten tiles: eight shapes, the model's choice, and pixels. The heading shows the pixels. */
export function SizeField() {
  const { spec, size, tier, pixels, choose } = useSize();
  const offered: readonly string[] = [
    ...formsOf(spec),
    ...tiersOf(spec, "ratio").flatMap((tier) => ratiosOf(spec, tier)),
  ];

  function pick(tile: Tile) {
    const [width, height] = pixels ?? [2048, 2048];
    if (tile === "pixels") choose(`${width}x${height}`);
    else if (tile === "auto") choose(tier);
    else choose({ aspectRatio: tile, resolution: isKeyword(tier) ? "2K" : tier });
  }

  return (
    <Field
      title={texts.title}
      end={
        <span className="end note">
          {pixels ? texts.inPixels({ width: pixels[0], height: pixels[1] }) : texts.modelPicks}
        </span>
      }
    >
      <Segmented
        legend={texts.ratio}
        className="tiles"
        options={tiles}
        label={labelOf}
        isOff={(tile) => !offered.includes(tile)}
        value={typeof size === "object" ? size.aspectRatio : pixels ? "pixels" : "auto"}
        onChange={pick}
      />
    </Field>
  );
}

function labelOf(tile: Tile): ReactNode {
  if (tile === "auto" || tile === "pixels") return texts[tile];
  return (
    <>
      <Shape ratio={tile} />
      {tile}
    </>
  );
}

/** An aspect ratio, drawn. */
export function Shape({ ratio }: { readonly ratio: string }) {
  return <i className="shape" style={{ "--shape": shapeOf(ratio) }} aria-hidden="true" />;
}

/** The resolution; for pixels, width and height in its place. */
export function ResolutionField() {
  const { spec, size, tier, pixels = [0, 0], choose } = useSize();
  if (formOf(size) !== "pixels") {
    return (
      <Segmented
        legend={texts.resolution}
        options={tiersOf(spec, formOf(size))}
        label={(tier) => (isKeyword(tier) ? texts.keywords[tier] : tier)}
        value={tier}
        onChange={(tier) => choose(typeof size === "object" && isTier(tier) ? { ...size, resolution: tier } : tier)}
      />
    );
  }
  return (
    <span className="sides">
      {[texts.width, texts.height].map((name, side) => (
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
