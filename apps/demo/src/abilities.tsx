import type { ModelSpec } from "@seedream-clients/core";
import { resolutionsOf } from "./size.ts";

/** What a model can do at this provider, by its spec. */
export function Abilities({ model, region }: { readonly model: ModelSpec; readonly region: string }) {
  const { references, group, stream, size, prices } = model;
  const price = prices.find((row) => (row.region ?? region) === region);
  const abilities = [
    [...resolutionsOf(model), ...(size.custom ? ["any pixels in range"] : [])].join(", "),
    references ? `${references.max ?? "any number of"} references` : "no references",
    group ? `groups of ${group.max}` : "one image",
    stream ? "streams" : "no streaming",
    price ? `${price.image} ${price.currency} an image` : "price not known",
  ];
  return (
    <ul className="abilities" aria-label="What this model can do">
      {abilities.map((ability) => (
        <li key={ability}>{ability}</li>
      ))}
    </ul>
  );
}
