import { useState } from "react";
import { useWords } from "../words/words.ts";

/** A text by its name. */
export interface Listing {
  readonly name: string;
  readonly text: string;
}

interface ListingsProps {
  /** What the button that copies them all says. */
  readonly copy: string;
  readonly listings: readonly Listing[];
}

/** Texts that scroll, by keyboard too, and can be copied. */
export function Listings({ copy, listings }: ListingsProps) {
  const words = useWords().runs;
  const [isCopied, setIsCopied] = useState(false);
  if (listings.length === 0) return <p className="note listings">{words.noCalls}</p>;
  const text = listings.map((listing) => listing.text).join("\n\n");
  return (
    <div className="listings">
      <button type="button" onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}>
        {isCopied ? words.copied : copy}
      </button>
      {listings.map(({ name, text }) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard.
        <section key={name} className="listing" tabIndex={0} aria-label={name}>
          <h3>{name}</h3>
          <pre>{text}</pre>
        </section>
      ))}
    </div>
  );
}
