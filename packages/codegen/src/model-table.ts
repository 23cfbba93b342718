import { markdownTable } from "./markdown-table.ts";
import type { ModelRow, WireIds } from "./model-rows.ts";
import { type Language, linkTo, type Source } from "./provider-tables.ts";

interface Words {
  readonly heads: readonly string[];
  readonly comma: string;
  readonly yes: string;
  readonly no: string;
  readonly isDefault: string;
  readonly retiring: string;
  readonly unknown: string;
  readonly noLimit: string;
  readonly pixels: (least: string, most: string) => string;
  readonly upToPixels: (most: string) => string;
  readonly advised: (number: number) => string;
  readonly upTo: (most: number) => string;
  readonly upToLess: (most: number) => string;
  readonly together: (total: number) => string;
  readonly needsReference: string;
  readonly withReferences: string;
  readonly note: (inside: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    heads: [
      "Provider",
      "Model",
      "Id sent",
      "Sizes",
      "References, at most",
      "Images per request",
      "Streams",
      "Inline delivery",
      "Output formats",
      "Seed",
      "Prompt optimisation",
      "Price per image (price list of)",
    ],
    comma: ", ",
    yes: "yes",
    no: "–",
    isDefault: "default",
    retiring: "retiring",
    unknown: "not known",
    noLimit: "no limit documented",
    pixels: (least, most) => `any of ${least} to ${most} pixels`,
    upToPixels: (most) => `up to ${most} pixels`,
    advised: (number) => `${number} documented`,
    upTo: (most) => `up to ${most}`,
    upToLess: (most) => `up to ${most} less the references`,
    together: (total) => `together with references ${total}`,
    needsReference: "above 1 only with a reference",
    withReferences: "with references",
    note: (inside) => ` (${inside})`,
  },
  zh: {
    heads: [
      "服务商",
      "模型",
      "发送的模型 ID",
      "尺寸",
      "参考图上限",
      "单次请求张数",
      "流式输出",
      "内联返回图片",
      "输出格式",
      "随机种子",
      "提示词优化",
      "单张价格（价目日期）",
    ],
    comma: "，",
    yes: "支持",
    no: "–",
    isDefault: "默认",
    retiring: "即将下线",
    unknown: "未知",
    noLimit: "文档未注明上限",
    pixels: (least, most) => `总像素 ${least} 至 ${most} 的任意宽高`,
    upToPixels: (most) => `不超过 ${most} 像素`,
    advised: (number) => `文档写明 ${number}`,
    upTo: (most) => `最多 ${most}`,
    upToLess: (most) => `最多 ${most}，参考图计入其中`,
    together: (total) => `连同参考图最多 ${total}`,
    needsReference: "多于 1 张时须带参考图",
    withReferences: "带参考图时",
    note: (inside) => `（${inside}）`,
  },
};

/** Returns the table of what each provider's models can do. */
export function modelTable(sources: readonly Source[], language: Language): string {
  const words = WORDS[language];
  const rows = sources.flatMap((source) => {
    const { default: name, models } = source.section["x-seedream-models"];
    return models
      .filter(({ status }) => status !== "retired")
      .map((model) => [linkTo(source, language), ...cells(model, model.name === name, words)]);
  });
  return markdownTable(words.heads, rows);
}

function cells(model: ModelRow, isDefault: boolean, words: Words): string[] {
  const { comma, yes, no, note } = words;
  const { output, promptOptimization } = model;
  const remarks = [...(isDefault ? [words.isDefault] : []), ...(model.status === "retiring" ? [words.retiring] : [])];
  return [
    code(model.name) + (remarks.length > 0 ? note(remarks.join(comma)) : ""),
    idsOf(model, words),
    sizesOf(model, words),
    referencesOf(model, words),
    groupOf(model, words),
    model.stream ? yes : no,
    output.deliveries.includes("inline") ? yes : no,
    output.formats.join(", "),
    model.seed ? yes : no,
    promptOptimization.join(", ") || no,
    pricesOf(model, words),
  ];
}

function idsOf({ ids, editIds = {} }: ModelRow, { withReferences, comma, note }: Words): string {
  const cell = (byRegion: WireIds, ...remarks: string[]) =>
    Object.entries(byRegion).map(([region, [sent = ""]]) => {
      const about = [...(region === "*" ? [] : [region]), ...remarks];
      return code(sent) + (about.length > 0 ? note(about.join(comma)) : "");
    });
  return [...cell(ids), ...cell(editIds, withReferences)].join("<br>");
}

function sizesOf({ size }: ModelRow, words: Words): string {
  const named = [...Object.keys(size.tiers), ...(size.keywords ?? []).map(code)];
  const range = size.custom && size.pixels ? [words.pixels(count(size.pixels[0]), count(size.pixels[1]))] : [];
  return [...named, ...range].join(words.comma) || words.no;
}

function referencesOf({ references }: ModelRow, { no, noLimit, advised, note }: Words): string {
  if (!references) return no;
  if (references.max === null) return noLimit;
  return `${references.max}${references.advised === null ? "" : note(advised(references.advised))}`;
}

function groupOf({ group }: ModelRow, words: Words): string {
  if (!group) return "1";
  const { max, total, needsReference } = group;
  return [
    total === max ? words.upToLess(max) : words.upTo(max),
    ...(total === null || total === max ? [] : [words.together(total)]),
    ...(needsReference ? [words.needsReference] : []),
  ].join(words.comma);
}

function pricesOf({ prices }: ModelRow, { unknown, upToPixels, comma, note }: Words): string {
  const lines = prices.map(({ region, currency, image, upToPixels: most, asOf }) => {
    const about = [...(region === null ? [] : [region]), ...(most === null ? [] : [upToPixels(count(most))]), asOf];
    return `${image} ${currency}${note(about.join(comma))}`;
  });
  return lines.join("<br>") || unknown;
}

function code(text: string): string {
  return `\`${text}\``;
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}
