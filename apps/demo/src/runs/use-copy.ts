import { useState } from "react";
import { useStudio } from "../use-studio.ts";

/** Copies a text, and says for a while that it did. */
export function useCopy() {
  const { fail } = useStudio();
  const [isCopied, setIsCopied] = useState(false);

  async function copy(text: string | Promise<string>) {
    try {
      await navigator.clipboard.writeText(await text);
      setIsCopied(true);
      setTimeout(() => setIsCopied(false), 2000);
    } catch (error) {
      fail(error);
    }
  }

  return [isCopied, (text: string | Promise<string>) => void copy(text)] as const;
}
