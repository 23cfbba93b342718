import { useWords } from "../words/words.ts";

interface ModeTagProps {
  readonly isLive: boolean;
  /** What it says where nothing costs money. */
  readonly simulated?: string;
}

/** Whether something costs money. */
export function ModeTag({ isLive, simulated }: ModeTagProps) {
  const { page } = useWords();
  return <span className={isLive ? "tag live" : "tag"}>{isLive ? page.live : (simulated ?? page.simulated)}</span>;
}
