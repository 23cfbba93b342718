import { clients } from "./generated/clients.ts";

/** A part of the site, as in the menu and in llms.txt. */
export interface Section {
  readonly label: string;
  /** Label in Chinese. */
  readonly labelZh: string;
  /** Ids of the pages, without the language. */
  readonly pages: readonly string[];
}

export const sections: readonly Section[] = [
  {
    label: "Guides",
    labelZh: "指南",
    pages: [
      "guides/first-image",
      "guides/sizes",
      "guides/references",
      "guides/groups",
      "guides/tasks",
      "guides/saving",
      "guides/errors",
      "guides/testing",
      "guides/choosing",
      "guides/models",
      "guides/batches",
      "guides/web",
      "guides/ai-sdk",
      "guides/runtimes",
      "guides/logging",
      "guides/upgrading",
    ],
  },
  {
    label: "Coming from",
    labelZh: "迁移",
    pages: ["from/openai", "from/ai-sdk-bytedance", "from/fal", "from/replicate", "from/ark-sdk", "from/fetch"],
  },
  {
    label: "How it works",
    labelZh: "工作原理",
    pages: [
      "internals/call",
      "internals/provider",
      "internals/spec",
      "internals/no-repeats",
      "internals/plain-request",
      "internals/bundling",
      "internals/journal",
      "internals/size",
    ],
  },
  {
    label: "API reference",
    labelZh: "API 参考",
    pages: [
      "reference",
      "reference/core",
      ...clients.map((name) => `reference/${name}`),
      "reference/ai-sdk",
      "reference/jobs",
      "reference/web",
      "reference/simulator",
    ],
  },
];
