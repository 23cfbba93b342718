import type { Words } from "./words.ts";

const own = {
  en: {
    note: "Simulated in this page: nothing is sent, nothing is paid. With a key: pnpm\u00a0demo",
    about:
      "This studio runs in your browser: the providers are simulated, nothing is sent anywhere, nothing is paid, and runs stay here. To use a key, clone the repository and run npx -y pnpm@12 demo. A scenario in brackets makes a run fail the way a provider does.",
    unreachable: "The studio in this page does not answer; reload the page.",
    lostWhy: "What arrived is kept in this browser. Reload the page to go on.",
  },
  "zh-CN": {
    note: "在此页面中模拟：不发送请求，不产生费用。使用密钥：pnpm\u00a0demo",
    about:
      "这个工作室在你的浏览器里运行：服务商由模拟器代替，不向任何地方发送请求，不产生费用，记录只保存在这里。要使用密钥，请克隆代码仓库并运行 npx -y pnpm@12 demo。提示词中用方括号写上场景，就会像服务商那样失败。",
    unreachable: "此页面中的工作室没有响应，请重新加载页面。",
    lostWhy: "已收到的内容保存在此浏览器中。请重新加载页面以继续。",
  },
} as const;

/** What a studio that runs in its page says in place of what one with a server says. */
export function inPage(words: Words): Words {
  const { note, about, unreachable, lostWhy } = words.tag === "en" ? own.en : own["zh-CN"];
  const { request, welcome, runs, errors } = words;
  return {
    ...words,
    // Without a word for live, there is no choice.
    request: { ...request, live: "", nothingCharged: () => note, nothingChargedUnknown: note },
    welcome: { ...welcome, simulator: about },
    runs: { ...runs, lostWhy: () => lostWhy },
    errors: { ...errors, studio: { ...errors.studio, StudioUnreachableError: unreachable } },
  };
}
