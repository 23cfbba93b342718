import { useEffect, useState } from "react";
import type { RunDetails } from "../../server/messages.ts";
import { fetchDetails } from "../api.ts";
import { words } from "../words/page.ts";
import { codeOf, curlOf } from "./code.ts";
import type { Group } from "./run-state.ts";
import { wireOf } from "./wire.ts";

const texts = words.runs;

/** A run as TypeScript, as a curl command and as its calls on the wire. The texts scroll, also by keyboard. */
export function Listings({ runs }: { readonly runs: Group }) {
  const [details, setDetails] = useState<readonly RunDetails[]>([]);
  // The list of calls grows until a run is over.
  const state = runs.map(({ id, took }) => `${id} ${took}`).join();
  useEffect(() => {
    Promise.all(runs.map(({ id }) => fetchDetails(id))).then(setDetails, () => setDetails([]));
  }, [state]);

  const listings = details.flatMap((known) => [
    { name: texts.code, text: codeOf(known) },
    { name: texts.curl, text: curlOf(known, true) },
    ...wireOf(known),
  ]);
  return (
    <div className="listings">
      {listings.map(({ name, text }, position) => (
        <section key={position} className="listing" aria-label={name}>
          <h4>{name}</h4>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable by keyboard. */}
          <pre tabIndex={0}>{text}</pre>
        </section>
      ))}
      {details.some(({ exchanges }) => exchanges.length === 0) && <p className="note">{texts.noCalls}</p>}
    </div>
  );
}
