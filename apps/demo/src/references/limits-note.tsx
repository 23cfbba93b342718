import { useWords } from "../words/words.ts";
import type { Limits } from "./limits.ts";

/** What the model takes as reference images, as far as it is known. */
export function LimitsNote({ limits: { formats, bytes, side, pixels, ratio } }: { readonly limits: Limits }) {
  const { format, references } = useWords();
  const { limits } = references;
  const known = [
    format.list(formats.map((name) => name.toUpperCase())),
    bytes !== undefined && limits.bytes(bytes),
    side !== undefined && limits.side(side),
    pixels !== undefined && limits.pixels(pixels),
    ratio && limits.ratio(...ratio),
  ];
  return <p className="note">{known.filter(Boolean).join(" · ")}</p>;
}
