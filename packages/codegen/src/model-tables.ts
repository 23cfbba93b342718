import { code, markdownTable } from "./markdown-table.ts";
import type { ModelRow, WireIds } from "./model-rows.ts";
import { MODEL_WORDS, type ModelWords } from "./model-words.ts";
import { type Language, type Source, titleOf } from "./provider-tables.ts";

/** Key of the ids that serve every region. */
const ANY_REGION = "*";

/** Text of a cell for a missing feature. */
const NONE = "–";

/** The prices in one currency, for one region. */
interface PriceList {
  readonly currency: string;
  readonly region: string | null;
  /** Head of its column. */
  readonly head: string;
}

/** Returns the table of the limits and prices of a provider's models, with notes below. */
export function limitTable(source: Source, language: Language): string {
  const words = MODEL_WORDS[language];
  const models = currentModels(source);
  const lists = priceListsOf(models);
  const rows = models.map((model) => [
    code(model.name),
    String(model.group?.max ?? 1),
    referencesOf(model, words),
    [...Object.keys(model.size.tiers), ...(model.size.keywords ?? []).map(code)].join(", ") || NONE,
    pixelsOf(model),
    ...lists.map((list) => priceOf(model, list, words)),
  ]);
  const table = markdownTable([...words.limits, ...lists.map(({ head }) => head)], rows);
  return `${table}\n\n${notesOn(source, lists, words).join("\n")}`;
}

/** Returns the tables of every provider, each under a heading. */
export function modelPage(sources: readonly Source[], language: Language): string {
  return sources
    .flatMap((source) => [
      `## ${titleOf(source, language)}`,
      limitTable(source, language),
      outputTable(source, MODEL_WORDS[language]),
    ])
    .join("\n\n");
}

/** Returns the table of the ids that a client sends, and of the output options of each model. */
function outputTable(source: Source, words: ModelWords): string {
  const rows = currentModels(source).map((model) => [
    code(model.name),
    idsOf(model, words),
    model.output.deliveries.includes("inline") ? words.yes : NONE,
    model.output.formats.join(", "),
    model.seed ? words.yes : NONE,
    model.promptOptimization.join(", ") || NONE,
  ]);
  return markdownTable(words.output, rows);
}

function notesOn(source: Source, lists: readonly PriceList[], words: ModelWords): string[] {
  const models = currentModels(source);
  const named = (applies: (model: ModelRow) => boolean, note: (names: string) => string) => {
    const names = models.filter(applies).map(({ name }) => code(name));
    return names.length > 0 ? [note(names.join(words.comma))] : [];
  };
  const bounds = distinct(models.flatMap(({ prices }) => prices.map(({ upToPixels }) => upToPixels)));
  const lines = [
    [words.mostInRequest, words.defaultIs(code(source.section["x-seedream-models"].default))],
    [
      ...named(({ status }) => status === "retiring", words.retiring),
      ...distinct(models.map(({ group }) => group?.total)).map(words.groupTotal),
      ...named(({ group }) => group?.needsReference ?? false, words.groupNeedsReference),
    ],
    layersOf(models, words),
    [...named(({ stream }) => stream, words.stream), ...bounds.map((bound) => words.higherPrice(count(bound)))],
    ...lists.map((list) => [datesOf(models, list, words), ...referencePricesOf(models, list, words)]),
  ];
  return lines.flatMap((sentences) => sentences.join(words.space) || []);
}

/** A sentence for each field and number of layers. */
function layersOf(models: readonly ModelRow[], words: ModelWords): string[] {
  const layered = models.flatMap(({ name, layers }) => (layers ? [{ name, ...layers }] : []));
  return sentencesFor(
    layered,
    ({ field, max }) => `${field} ${max}`,
    ({ field, max }, names) => words.layers(code(field), max, names),
    words,
  );
}

/** A sentence for each price of a reference. */
function referencePricesOf(models: readonly ModelRow[], list: PriceList, words: ModelWords): string[] {
  const priced = models.flatMap((model) =>
    pricesOn(model, list)
      .slice(0, 1)
      .flatMap(({ reference, freeReferences = 0 }) =>
        reference === undefined ? [] : [{ name: model.name, reference, freeReferences }],
      ),
  );
  return sentencesFor(
    priced,
    ({ reference, freeReferences }) => `${reference} ${freeReferences}`,
    ({ reference, freeReferences }, names) => words.references(`${reference} ${list.currency}`, freeReferences, names),
    words,
  );
}

/** Returns a sentence for each kind of row, with the names of all models of that kind. */
function sentencesFor<Row extends { readonly name: string }>(
  rows: readonly Row[],
  kindOf: (row: Row) => string,
  say: (row: Row, names: string) => string,
  { comma }: ModelWords,
): string[] {
  return [...Map.groupBy(rows, kindOf).values()].flatMap((alike) => {
    const names = alike.map(({ name }) => code(name)).join(comma);
    return alike.slice(0, 1).map((row) => say(row, names));
  });
}

function currentModels({ section }: Source): readonly ModelRow[] {
  return section["x-seedream-models"].models.filter(({ status }) => status !== "retired");
}

function referencesOf({ references }: ModelRow, words: ModelWords): string {
  if (!references) return NONE;
  const { max, advised } = references;
  return `${max ?? words.undocumented}${advised === null ? "" : words.inBrackets(words.documented(advised))}`;
}

function pixelsOf({ size: { custom, pixels } }: ModelRow): string {
  return custom && pixels ? pixels.map(count).join("–") : NONE;
}

function priceListsOf(models: readonly ModelRow[]): readonly PriceList[] {
  const all = models.flatMap(({ prices }) => prices);
  const regionsOf = (wanted: string) => [
    ...new Set(all.flatMap(({ currency, region }) => (currency === wanted ? [region] : []))),
  ];
  return [...new Set(all.map(({ currency }) => currency))].sort().flatMap((currency) => {
    const regions = regionsOf(currency);
    const headOf = (region: string | null) => (regions.length > 1 && region ? `${currency}, ${region}` : currency);
    return regions.map((region) => ({ currency, region, head: headOf(region) }));
  });
}

function pricesOn({ prices }: ModelRow, list: PriceList): ModelRow["prices"] {
  return prices.filter(({ currency, region }) => currency === list.currency && region === list.region);
}

function priceOf(model: ModelRow, list: PriceList, { unknown }: ModelWords): string {
  const images = pricesOn(model, list).map(({ image }) => image);
  return images.join(" / ") || unknown;
}

/** Returns the most frequent date of a price list, and names the models with another date. */
function datesOf(models: readonly ModelRow[], list: PriceList, words: ModelWords): string {
  const byDate = Map.groupBy(
    models.flatMap((model) =>
      pricesOn(model, list)
        .slice(0, 1)
        .map(({ asOf }) => ({ asOf, name: code(model.name) })),
    ),
    ({ asOf }) => asOf,
  );
  const dates = [...byDate].map(([asOf, rows]) => ({ asOf, names: rows.map(({ name }) => name) }));
  const [usual, ...others] = dates.toSorted((a, b) => b.names.length - a.names.length);
  const exceptions = others.map(({ asOf, names }) => words.otherDate(names.join(words.comma), asOf));
  const date = (usual?.asOf ?? "") + (exceptions.length > 0 ? words.inBrackets(exceptions.join(words.comma)) : "");
  return words.priceList(list.currency, list.region ? code(list.region) : undefined, date);
}

function idsOf({ ids, editIds = {} }: ModelRow, { comma, inBrackets, forEditing }: ModelWords): string {
  const lines = (byRegion: WireIds, ...remarks: readonly string[]) =>
    Object.entries(byRegion).map(([region, [sent = ""]]) => {
      const about = [...(region === ANY_REGION ? [] : [code(region)]), ...remarks];
      return code(sent) + (about.length > 0 ? inBrackets(about.join(comma)) : "");
    });
  return [...lines(ids), ...lines(editIds, forEditing)].join("<br>");
}

function distinct(numbers: readonly (number | null | undefined)[]): number[] {
  return [...new Set(numbers.flatMap((number) => number ?? []))];
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
