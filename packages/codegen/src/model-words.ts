import type { Language } from "./provider-tables.ts";

/** The words of tables of models, in one language. A note is a sentence. */
export interface ModelWords {
  /** Heads of the table of limits; prices follow, a column for each list. */
  readonly limits: readonly string[];
  /** Heads of the table of ids and output. */
  readonly output: readonly string[];
  readonly comma: string;
  /** Between two sentences. */
  readonly space: string;
  readonly yes: string;
  readonly unknown: string;
  readonly undocumented: string;
  readonly forEditing: string;
  readonly inBrackets: (text: string) => string;
  readonly documented: (count: number) => string;
  readonly mostInRequest: string;
  readonly defaultIs: (model: string) => string;
  readonly retiring: (models: string) => string;
  readonly groupTotal: (total: number) => string;
  readonly groupNeedsReference: (models: string) => string;
  readonly layers: (field: string, most: number, models: string) => string;
  readonly stream: (models: string) => string;
  readonly higherPrice: (pixels: string) => string;
  /** `free` references cost nothing. */
  readonly references: (price: string, free: number, models: string) => string;
  readonly priceList: (currency: string, region: string | undefined, date: string) => string;
  readonly otherDate: (models: string, date: string) => string;
}

export const MODEL_WORDS: Readonly<Record<Language, ModelWords>> = {
  en: {
    limits: ["model", "images", "references", "tiers, keywords", "pixels"],
    output: ["model", "id sent", "inline", "formats", "seed", "prompt optimisation"],
    comma: ", ",
    space: " ",
    yes: "yes",
    unknown: "not known",
    undocumented: "not documented",
    forEditing: "with references",
    inBrackets: (text) => ` (${text})`,
    documented: (count) => `${count} documented`,
    mostInRequest: "The numbers of images and references are limits per request.",
    defaultIs: (model) => `The default is ${model}.`,
    retiring: (models) => `Retiring: ${models}.`,
    groupTotal: (total) => `A group and its references are at most ${total} together.`,
    groupNeedsReference: (models) => `A group needs a reference on ${models}.`,
    layers: (field, most, models) => `${field} makes up to ${most} images, and each is billed: ${models}.`,
    stream: (models) => `Streaming: ${models}.`,
    higherPrice: (pixels) => `The second price applies above ${pixels} pixels.`,
    references: (price, free, models) =>
      `Each reference${free > 0 ? ` after the first${free > 1 ? ` ${free}` : ""}` : ""} adds ${price}: ${models}.`,
    priceList: (currency, region, date) =>
      `${currency}: per image, price list${region ? ` for ${region}` : ""} of ${date}.`,
    otherDate: (models, date) => `${models}: ${date}`,
  },
  zh: {
    limits: ["模型", "张数", "参考图", "档位、关键词", "像素"],
    output: ["模型", "发送的 ID", "内联", "格式", "随机种子", "提示词优化"],
    comma: "、",
    space: "",
    yes: "支持",
    unknown: "未知",
    undocumented: "文档未注明",
    forEditing: "带参考图时",
    inBrackets: (text) => `（${text}）`,
    documented: (count) => `文档写明 ${count}`,
    mostInRequest: "张数和参考图是单次请求的上限。",
    defaultIs: (model) => `默认模型是 ${model}。`,
    retiring: (models) => `即将下线：${models}。`,
    groupTotal: (total) => `组图与参考图合计最多 ${total} 张。`,
    groupNeedsReference: (models) => `生成组图必须带参考图：${models}。`,
    layers: (field, most, models) => `${field} 最多生成 ${most} 张图片，按张计费：${models}。`,
    stream: (models) => `支持流式输出：${models}。`,
    higherPrice: (pixels) => `超过 ${pixels} 像素时按第二个价格计费。`,
    references: (price, free, models) =>
      `${free > 0 ? `从第 ${free + 1} 张参考图起，每张` : "每张参考图"}加收 ${price}：${models}。`,
    priceList: (currency, region, date) =>
      `${currency} 为单张价格，价目表${region ? `（${region}）` : ""}的日期：${date}。`,
    otherDate: (models, date) => `${models} 为 ${date}`,
  },
};
