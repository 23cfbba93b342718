import { markdownTable } from "./markdown-table.ts";
import type { ModelRow, WireIds } from "./model-rows.ts";
import type { Source } from "./provider-tables.ts";

/** Stands for every region among the ids of a model. */
const ANY_REGION = "*";

const REGION_COLUMN = 1;

const LIMIT_HEADS = ["model", "images", "references", "sizes: tiers, keywords, pixels", "streams"];
const PRICE_HEADS = ["model", "region", "id sent", "price per image"];

/** Stands for what a model does not have. */
const NONE = "–";

/** Returns the table of the limits of a provider's models, and the limits of groups. */
export function limitTable(source: Source): string {
  const models = currentModels(source);
  const rows = models.map((model) => [
    nameOf(model, source),
    String(model.group?.max ?? 1),
    referencesOf(model),
    sizesOf(model),
    model.stream ? "yes" : NONE,
  ]);
  const totals = distinct(models.map(({ group }) => group?.total));
  const strict = models.filter(({ group }) => group?.needsReference).map(({ name }) => code(name));
  const notes = [
    ...totals.map((total) => `A group and its references are at most ${total} together.`),
    ...(strict.length > 0 ? [`A group needs a reference on ${strict.join(", ")}.`] : []),
  ];
  return withNotes(markdownTable(LIMIT_HEADS, rows), notes);
}

/** Returns the table of the ids that a client sends, and of the provider's prices, a row for each region. */
export function priceTable(source: Source): string {
  const models = currentModels(source);
  const rows = models.flatMap((model) =>
    Object.keys(model.ids).map((region) => [
      code(model.name),
      region === ANY_REGION ? NONE : code(region),
      idsOf(model, region),
      priceOf(model, region),
    ]),
  );
  const hasRegions = models.some(({ ids }) => !(ANY_REGION in ids));
  const [heads = [], ...lines] = [PRICE_HEADS, ...rows].map((row) =>
    row.filter((_, column) => hasRegions || column !== REGION_COLUMN),
  );
  const limits = distinct(models.flatMap(({ prices }) => prices.map(({ upToPixels }) => upToPixels)));
  const notes = limits.map((limit) => `The higher price applies above ${count(limit)} pixels.`);
  return withNotes(markdownTable(heads, lines), notes);
}

function currentModels({ section }: Source): readonly ModelRow[] {
  return section["x-seedream-models"].models.filter(({ status }) => status !== "retired");
}

function nameOf({ name, status }: ModelRow, { section }: Source): string {
  const remarks = [
    ...(name === section["x-seedream-models"].default ? ["default"] : []),
    ...(status === "retiring" ? ["retiring"] : []),
  ];
  return code(name) + (remarks.length > 0 ? note(remarks.join(", ")) : "");
}

function referencesOf({ references }: ModelRow): string {
  if (!references) return NONE;
  const { max, advised } = references;
  return `${max ?? "not documented"}${advised === null ? "" : note(`${advised} documented`)}`;
}

function sizesOf({ size }: ModelRow): string {
  const named = [...Object.keys(size.tiers), ...(size.keywords ?? []).map(code)];
  const range = size.custom && size.pixels ? [`${count(size.pixels[0])} to ${count(size.pixels[1])}`] : [];
  return [...named, ...range].join(", ") || NONE;
}

function idsOf({ ids, editIds }: ModelRow, region: string): string {
  const first = (byRegion: WireIds = {}) => byRegion[region]?.[0];
  const [id, editId] = [first(ids), first(editIds)];
  return [...(id ? [code(id)] : []), ...(editId ? [code(editId) + note("with references")] : [])].join(", ");
}

function priceOf({ prices }: ModelRow, region: string): string {
  const own = prices.filter((price) => region === ANY_REGION || (price.region ?? region) === region);
  const [first] = own;
  if (!first) return "not known";
  return `${own.map(({ image }) => image).join(" / ")} ${first.currency}${note(first.asOf)}`;
}

function note(inside: string): string {
  return ` (${inside})`;
}

function withNotes(table: string, notes: readonly string[]): string {
  return notes.length > 0 ? `${table}\n\n${notes.join(" ")}` : table;
}

function distinct(numbers: readonly (number | null | undefined)[]): number[] {
  return [...new Set(numbers.flatMap((number) => number ?? []))];
}

function code(text: string): string {
  return `\`${text}\``;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
