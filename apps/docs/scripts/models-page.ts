import type { ModelCatalogue, ModelSpec } from "@seedream-clients/core";
import type { Words } from "./models-words.ts";

/** A price list: the prices in one currency, for one region. */
interface PriceList {
  readonly currency: string;
  readonly region: string | undefined;
}

/** Returns the page of models in one language: two small tables for each provider. */
export function modelsPage(catalogues: Readonly<Record<string, ModelCatalogue>>, words: Words): string {
  const parts = Object.entries(catalogues).map(([provider, catalogue]) => {
    const rows = catalogue.models.filter(({ status }) => status !== "retired");
    const lists = priceListsOf(rows);
    const heads = [
      ...words.limits,
      ...lists.map(({ currency, region }) => [currency, region].filter(Boolean).join(", ")),
    ];
    const limits = rows.map((row) => [
      nameOf(row, catalogue, words),
      ...limitsOf(row, words),
      ...lists.map((list) => pricesOf(row, list, words)),
    ]);
    const abilities = rows.map((row) => [code(row.name), ...abilitiesOf(row, words)]);
    const tables = [table(heads, limits), table(words.abilities, abilities)];
    return [`## ${words.providers[provider] ?? provider}`, ...tables].join("\n\n");
  });
  const { title, description } = words;
  const fields = [`title: ${title}`, `description: ${description}`, "editUrl: false", "tableOfContents: false"];
  return `${[["---", ...fields, "---"].join("\n"), words.introduction, ...parts].join("\n\n")}\n`;
}

function priceListsOf(rows: readonly ModelSpec[]): readonly PriceList[] {
  const lists = new Map<string, PriceList>();
  for (const { currency, region } of rows.flatMap(({ prices }) => prices)) {
    lists.set(`${currency} ${region}`, { currency, region });
  }
  return [...lists.values()].sort((one, other) => one.currency.localeCompare(other.currency));
}

function nameOf({ name, status }: ModelSpec, catalogue: ModelCatalogue, { isDefault, retiring, comma, note }: Words) {
  const remarks = [...(name === catalogue.default ? [isDefault] : []), ...(status === "retiring" ? [retiring] : [])];
  return code(name) + (remarks.length > 0 ? note(remarks.join(comma)) : "");
}

function limitsOf(row: ModelSpec, words: Words): string[] {
  return [sizesOf(row, words), referencesOf(row, words), imagesOf(row, words)];
}

function sizesOf({ size }: ModelSpec, { comma, pixels, no }: Words): string {
  const named = [...Object.keys(size.tiers), ...(size.keywords ?? []).map(code)].join(comma);
  const range = size.custom && size.pixels ? [pixels(count(size.pixels[0]), count(size.pixels[1]))] : [];
  return [...(named ? [named] : []), ...range].join("<br>") || no;
}

function referencesOf({ references }: ModelSpec, { no, noLimit, advised, note }: Words): string {
  if (!references) return no;
  if (references.max === undefined) return noLimit;
  return `${references.max}${references.advised === undefined ? "" : note(advised(references.advised))}`;
}

function imagesOf({ group }: ModelSpec, words: Words): string {
  if (!group) return "1";
  const { max, total, needsReference } = group;
  return [
    total === max ? words.upToWithReferences(max) : words.upTo(max),
    ...(total === undefined || total === max ? [] : [words.together(total)]),
    ...(needsReference ? [words.needsReference] : []),
  ].join(words.comma);
}

function pricesOf({ prices }: ModelSpec, list: PriceList, { unknown, upToPixels, comma, note }: Words): string {
  const lines = prices
    .filter(({ currency, region }) => currency === list.currency && region === list.region)
    .map(({ image, upToPixels: most, asOf }) => {
      const about = [...(most === undefined ? [] : [upToPixels(count(most))]), asOf];
      return `${image}${note(about.join(comma))}`;
    });
  return lines.join("<br>") || unknown;
}

function abilitiesOf(row: ModelSpec, words: Words): string[] {
  const { yes, no } = words;
  return [
    idsOf(row, words),
    row.stream ? yes : no,
    row.output.deliveries.includes("inline") ? yes : no,
    row.output.formats.join(", "),
    row.seed ? yes : no,
    row.promptOptimization.join(", ") || no,
  ];
}

function idsOf({ ids, editIds = {} }: ModelSpec, { forEditing, comma, note }: Words): string {
  const lines = (byRegion: ModelSpec["ids"], ...remarks: string[]) =>
    Object.entries(byRegion).map(([region, [sent = ""]]) => {
      const about = [...(region === "*" ? [] : [region]), ...remarks];
      return code(sent) + (about.length > 0 ? note(about.join(comma)) : "");
    });
  return [...lines(ids), ...lines(editIds, forEditing)].join("<br>");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
