import type { ModelSpec } from "@seedream-clients/core";
import { resolutionsOf } from "../size/size.ts";
import { useWords } from "../words/words.ts";

/** What a model can do at this provider, by its spec. */
export function Abilities({ model, region }: { readonly model: ModelSpec; readonly region: string }) {
  const { model: words, format } = useWords();
  const { references, group, stream, size, prices } = model;
  const price = prices.find((row) => (row.region ?? region) === region);
  const abilities = [
    format.list([...resolutionsOf(model), ...(size.custom ? [words.anyPixels] : [])]),
    references ? words.references(references.max) : words.noReferences,
    group ? words.group(group.max) : words.single,
    stream ? words.streams : words.doesNotStream,
    price ? words.price(format.money(price.image, price.currency)) : words.noPrice,
  ];
  return (
    <ul className="abilities" aria-label={words.abilities}>
      {abilities.map((ability) => (
        <li key={ability}>{ability}</li>
      ))}
    </ul>
  );
}
