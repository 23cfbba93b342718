import type { ProviderName } from "./messages.ts";

/** Titles of providers in Chinese, where they have one. The page shows them, and a search finds them. */
export const chineseTitles: Readonly<Partial<Record<ProviderName, string>>> = { ark: "火山方舟" };
