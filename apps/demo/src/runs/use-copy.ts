import { useState } from "react";

/** Copies a text, and says for a while that it did. */
export function useCopy() {
  const [isCopied, setIsCopied] = useState(false);

  async function copy(text: string | Promise<string>): Promise<void> {
    await navigator.clipboard.writeText(await text);
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), 2000);
  }

  return [isCopied, copy] as const;
}
