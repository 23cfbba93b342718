import { type Language, languages } from "../src/words/words.ts";

const words = {
  en: {
    title: "The studio cannot run in this page",
    why: "It needs a service worker and a store of its own, which browsers refuse in some private windows, over plain HTTP, and where site data is blocked.",
    way: "Open this page in a normal window, over HTTPS. Or run the studio on your machine, in a clone of the repository:",
  },
  zh: {
    title: "工作室无法在此页面中运行",
    why: "它需要 Service Worker 和浏览器存储。部分无痕窗口、普通 HTTP 页面以及禁止网站保存数据的浏览器都不提供这些功能。",
    way: "请在普通窗口中通过 HTTPS 打开本页。也可以克隆代码仓库，在本机运行工作室：",
  },
} as const satisfies Record<Language, object>;

interface UnavailableProps {
  readonly language: Language;
  readonly error: unknown;
}

/** Why there is no studio, and where there is one. */
export function Unavailable({ language, error }: UnavailableProps) {
  const { title, why, way } = words[language];
  return (
    <main className="unavailable" lang={languages[language].tag}>
      <h1>{title}</h1>
      <p>{why}</p>
      <p>
        {way} <code>npx -y pnpm@12 demo</code>
      </p>
      <p className="note">{error instanceof Error ? error.message : String(error)}</p>
    </main>
  );
}
