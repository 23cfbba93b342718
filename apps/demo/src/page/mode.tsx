import type { ProviderInfo } from "../../server/messages.ts";
import { useWords } from "../words/words.ts";

/** Whether what is made here costs money. */
export function Mode({ provider }: { readonly provider: ProviderInfo }) {
  const { page, provider: words } = useWords();
  if (provider.live) return <p className="mode live">{page.live(words.title(provider))}</p>;
  return <p className="mode">{page.simulated}</p>;
}
