import type { AspectRatio, ImageSize } from "@seedream-clients/core";
import { Field, Segmented } from "../ui/fields.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { fit, pixelsOf, resolutionName, resolutionOf, shapeOf, sizesOf, type Tile, tileOf, tiles } from "./size.ts";

const texts = words.size;

/** Returns the size of the model that is nearest to the chosen one, and a function that chooses another. */
function useSize() {
  const { draft, spec, change } = useStudio();
  const size = fit(draft.size, spec);
  const choose = (size: ImageSize) => change({ size });
  return { spec, size, pixels: pixelsOf(size, spec), choose };
}

/** Ten tiles: eight shapes, the model's choice, and pixels. The heading shows the pixels. */
export function SizeField() {
  const { spec, size, pixels, choose } = useSize();
  const inPixels = pixels && texts.inPixels({ width: pixels[0], height: pixels[1] });
  return (
    <Field title={texts.title} end={<span className="end note">{inPixels ?? texts.modelPicks}</span>}>
      <Segmented
        legend={texts.ratio}
        className="tiles"
        options={tiles}
        label={(tile) => <TileLabel tile={tile} />}
        isOff={(tile) => sizesOf(tile, spec).length === 0}
        value={tileOf(size)}
        onChange={(tile) => choose(tile === "pixels" && pixels ? `${pixels[0]}x${pixels[1]}` : fit(size, spec, tile))}
      />
    </Field>
  );
}

function TileLabel({ tile }: { readonly tile: Tile }) {
  if (tile === "auto" || tile === "pixels") return texts[tile];
  return (
    <>
      <Shape ratio={tile} />
      {tile}
    </>
  );
}

/** A drawing of an aspect ratio. */
export function Shape({ ratio }: { readonly ratio: AspectRatio }) {
  return <i className="shape" style={{ "--shape": shapeOf(ratio) }} aria-hidden="true" />;
}

/** The resolution, or width and height if the size is in pixels. */
export function ResolutionField() {
  const { spec, size, pixels = [0, 0], choose } = useSize();
  const sizes = sizesOf(tileOf(size), spec);
  if (tileOf(size) !== "pixels") {
    return (
      <Segmented
        legend={texts.resolution}
        options={sizes.map(resolutionOf)}
        label={resolutionName}
        value={resolutionOf(size)}
        onChange={(resolution) => choose(sizes.find((each) => resolutionOf(each) === resolution) ?? size)}
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
