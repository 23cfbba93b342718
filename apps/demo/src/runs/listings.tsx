import { useEffect, useState } from "react";
import type { RunDetails } from "../../server/messages.ts";
import { fetchDetails } from "../api.ts";
import { Button } from "../ui/button.tsx";
import { useWords } from "../words/words.ts";
import { codeOf, curlOf } from "./code.ts";
import type { Group } from "./groups.ts";
import { useCopy } from "./use-copy.ts";
import { type Listing as Text, wireOf } from "./wire.ts";

/** A run as TypeScript, as curl and as it went over the wire: texts that scroll, by keyboard too, and can be copied. */
export function Listings({ group: { runs } }: { readonly group: Group }) {
  const words = useWords();
  const [details, setDetails] = useState<readonly RunDetails[]>([]);
  // What went over the wire grows until a run is over.
  const state = runs.map(({ id, took }) => `${id} ${took}`).join();
  useEffect(() => {
    Promise.all(runs.map(({ id }) => fetchDetails(id))).then(setDetails, () => setDetails([]));
  }, [state]);

  const listings = details.flatMap((known): Text[] => [
    { name: words.runs.code, text: codeOf(known) },
    { name: words.runs.curl, text: curlOf(known, true) },
    ...wireOf(known, words),
  ]);
  return (
    <div className="listings">
      {listings.map(({ name, text }, position) => (
        <Listing key={position} name={name} text={text} />
      ))}
      {details.some(({ exchanges }) => exchanges.length === 0) && <p className="note">{words.runs.noCalls}</p>}
    </div>
  );
}

function Listing({ name, text }: Text) {
  const words = useWords().runs;
  const [isCopied, copy] = useCopy();
  return (
    <section className="listing" aria-label={name}>
      <h4>{name}</h4>
      <Button className="edged" aria-label={words.copyOf({ name })} onClick={() => copy(text)}>
        {isCopied ? words.copied : words.copy}
      </Button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard. */}
      <pre tabIndex={0}>{text}</pre>
    </section>
  );
}
