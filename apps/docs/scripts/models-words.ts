/** The words of the page of models, in one language. */
export interface Words {
  readonly title: string;
  readonly description: string;
  readonly introduction: string;
  /** Titles of the providers. */
  readonly providers: Readonly<Record<string, string>>;
  /** Heads of the table of limits; prices follow, a column for each list. */
  readonly limits: readonly string[];
  /** Heads of the table of what a request may ask for. */
  readonly abilities: readonly string[];
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
  readonly upToWithReferences: (most: number) => string;
  readonly together: (total: number) => string;
  readonly needsReference: string;
  readonly forEditing: string;
  readonly note: (inside: string) => string;
}

const english: Words = {
  title: "Prices and limits",
  description: "Models, sizes, reference images, groups, ids and prices of each provider, from the specs.",
  introduction: `These tables are generated from \`specs/<provider>/openapi.yaml\`, as are the types and checks of the clients. A client
has the same rows in \`client.models\`. Prices are for one image, by the price list at the date in brackets: the provider's
bill is what counts. A provider without a column for prices has no price list that we know. "–" means that the model does
not accept it; the client then leaves it out and adds a warning.

To see the price of one request before you send it, call [\`validate()\`](../errors/#check-before-you-pay).`,
  providers: {
    ark: "Volcengine Ark and BytePlus ModelArk",
    anyfast: "Anyfast",
    "302ai": "302.AI",
    apimart: "APIMart",
  },
  limits: ["Model", "Sizes", "References", "Images"],
  abilities: ["Model", "Id sent", "Streams", "Inline", "Formats", "Seed", "Optimisation"],
  comma: ", ",
  yes: "yes",
  no: "–",
  isDefault: "default",
  retiring: "retiring",
  unknown: "not known",
  noLimit: "no limit documented",
  pixels: (least, most) => `${least} to ${most} pixels`,
  upToPixels: (most) => `up to ${most} pixels`,
  advised: (number) => `${number} documented`,
  upTo: (most) => `up to ${most}`,
  upToWithReferences: (most) => `up to ${most}, references included`,
  together: (total) => `together with references ${total}`,
  needsReference: "above 1 only with a reference",
  forEditing: "with references",
  note: (inside) => ` (${inside})`,
};

const chinese: Words = {
  title: "价格与限制",
  description: "各家服务商的模型、尺寸、参考图、组图、模型 ID 和价格，由接口描述生成。",
  introduction: `下面的表格由 \`specs/<provider>/openapi.yaml\` 生成，客户端的类型和检查也来自同一份描述。同样的数据在 \`client.models\`
里也能读到。价格为单张价格，取自括号中日期的价目表，以服务商账单为准。没有价格列的服务商，我们不知道它的价目表。“–” 表示模型不接受该字段，客户端会略去它并给出警告。

想在发送之前知道一次请求的价格，请调用 [\`validate()\`](../errors/#付费之前先检查)。`,
  providers: {
    ark: "火山方舟和 BytePlus ModelArk",
    anyfast: "Anyfast",
    "302ai": "302.AI",
    apimart: "APIMart",
  },
  limits: ["模型", "尺寸", "参考图", "张数"],
  abilities: ["模型", "发送的 ID", "流式", "内联", "格式", "随机种子", "提示词优化"],
  comma: "，",
  yes: "支持",
  no: "–",
  isDefault: "默认",
  retiring: "即将下线",
  unknown: "未知",
  noLimit: "文档未注明上限",
  pixels: (least, most) => `${least} 至 ${most} 像素`,
  upToPixels: (most) => `不超过 ${most} 像素`,
  advised: (number) => `文档写明 ${number}`,
  upTo: (most) => `最多 ${most}`,
  upToWithReferences: (most) => `最多 ${most}（含参考图）`,
  together: (total) => `连同参考图最多 ${total}`,
  needsReference: "多于 1 张时须带参考图",
  forEditing: "带参考图时",
  note: (inside) => `（${inside}）`,
};

export const languages: readonly { readonly folder: string; readonly words: Words }[] = [
  { folder: "guides", words: english },
  { folder: "zh-cn/guides", words: chinese },
];
