import { markdownTable } from "./markdown-table.ts";
import type { ModelRow, WireIds } from "./model-rows.ts";
import type { Language, Source } from "./provider-tables.ts";

/** Stands for every region among the ids of a model. */
const ANY_REGION = "*";

const REGION_COLUMN = 1;

interface Words {
  readonly limitHeads: readonly string[];
  readonly priceHeads: readonly string[];
  readonly comma: string;
  readonly yes: string;
  readonly no: string;
  readonly isDefault: string;
  readonly retiring: string;
  readonly unknown: string;
  readonly noLimit: string;
  readonly pixels: (least: string, most: string) => string;
  readonly higherPrice: (most: string) => string;
  readonly advised: (number: number) => string;
  readonly together: (total: number) => string;
  readonly needReference: (models: string) => string;
  readonly withReferences: string;
  readonly note: (inside: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    limitHeads: ["model", "images", "references", "sizes: tiers, keywords, pixels", "streams"],
    priceHeads: ["model", "region", "id sent", "price per image"],
    comma: ", ",
    yes: "yes",
    no: "–",
    isDefault: "default",
    retiring: "retiring",
    unknown: "not known",
    noLimit: "not documented",
    pixels: (least, most) => `${least} to ${most}`,
    higherPrice: (most) => `The higher price applies above ${most} pixels.`,
    advised: (number) => `${number} documented`,
    together: (total) => `A group and its references are at most ${total} together.`,
    needReference: (models) => `A group needs a reference on ${models}.`,
    withReferences: "with references",
    note: (inside) => ` (${inside})`,
  },
  zh: {
    limitHeads: ["模型", "张数", "参考图", "尺寸：档位、关键字、总像素", "流式输出"],
    priceHeads: ["模型", "地域", "发送的模型 ID", "单张价格"],
    comma: "，",
    yes: "支持",
    no: "–",
    isDefault: "默认",
    retiring: "即将下线",
    unknown: "未知",
    noLimit: "文档未注明上限",
    pixels: (least, most) => `${least} 至 ${most}`,
    higherPrice: (most) => `超过 ${most} 像素时，按较高的单价计费。`,
    advised: (number) => `文档写明 ${number}`,
    together: (total) => `组图与参考图合计最多 ${total} 张。`,
    needReference: (models) => `${models} 的组图须带参考图。`,
    withReferences: "带参考图时",
    note: (inside) => `（${inside}）`,
  },
};

/** Returns the table of the limits of a provider's models, and the limits of groups. */
export function limitTable(source: Source, language: Language): string {
  const words = WORDS[language];
  const models = currentModels(source);
  const rows = models.map((model) => [
    nameOf(model, source, words),
    String(model.group?.max ?? 1),
    referencesOf(model, words),
    sizesOf(model, words),
    model.stream ? words.yes : words.no,
  ]);
  const totals = distinct(models.map(({ group }) => group?.total));
  const strict = models.filter(({ group }) => group?.needsReference).map(({ name }) => code(name));
  const notes = [
    ...totals.map((total) => words.together(total)),
    ...(strict.length > 0 ? [words.needReference(strict.join(words.comma))] : []),
  ];
  return withNotes(markdownTable(words.limitHeads, rows), notes);
}

/** Returns the table of the ids that a client sends, and of the provider's prices, a row for each region. */
export function priceTable(source: Source, language: Language): string {
  const words = WORDS[language];
  const models = currentModels(source);
  const rows = models.flatMap((model) =>
    Object.keys(model.ids).map((region) => [
      code(model.name),
      region === ANY_REGION ? words.no : code(region),
      idsOf(model, region, words),
      priceOf(model, region, words),
    ]),
  );
  const hasRegions = models.some(({ ids }) => !(ANY_REGION in ids));
  const [heads = [], ...lines] = [words.priceHeads, ...rows].map((row) =>
    row.filter((_, column) => hasRegions || column !== REGION_COLUMN),
  );
  const limits = distinct(models.flatMap(({ prices }) => prices.map(({ upToPixels }) => upToPixels)));
  const notes = limits.map((limit) => words.higherPrice(count(limit)));
  return withNotes(markdownTable(heads, lines), notes);
}

function currentModels({ section }: Source): readonly ModelRow[] {
  return section["x-seedream-models"].models.filter(({ status }) => status !== "retired");
}

function nameOf({ name, status }: ModelRow, { section }: Source, { isDefault, retiring, comma, note }: Words): string {
  const remarks = [
    ...(name === section["x-seedream-models"].default ? [isDefault] : []),
    ...(status === "retiring" ? [retiring] : []),
  ];
  return code(name) + (remarks.length > 0 ? note(remarks.join(comma)) : "");
}

function referencesOf({ references }: ModelRow, { no, noLimit, advised, note }: Words): string {
  if (!references) return no;
  return `${references.max ?? noLimit}${references.advised === null ? "" : note(advised(references.advised))}`;
}

function sizesOf({ size }: ModelRow, words: Words): string {
  const named = [...Object.keys(size.tiers), ...(size.keywords ?? []).map(code)];
  const range = size.custom && size.pixels ? [words.pixels(count(size.pixels[0]), count(size.pixels[1]))] : [];
  return [...named, ...range].join(words.comma) || words.no;
}

function idsOf({ ids, editIds }: ModelRow, region: string, { withReferences, note, comma }: Words): string {
  const first = (byRegion: WireIds = {}) => byRegion[region]?.[0];
  const [id, editId] = [first(ids), first(editIds)];
  return [...(id ? [code(id)] : []), ...(editId ? [code(editId) + note(withReferences)] : [])].join(comma);
}

function priceOf({ prices }: ModelRow, region: string, { unknown, note }: Words): string {
  const own = prices.filter((price) => region === ANY_REGION || (price.region ?? region) === region);
  const [first] = own;
  if (!first) return unknown;
  return `${own.map(({ image }) => image).join(" / ")} ${first.currency}${note(first.asOf)}`;
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
