import type { ErrorReport } from "../../server/messages.ts";
import { useWords } from "../words/words.ts";
import { factsOf } from "./error-words.ts";

/** What support will ask for. */
export function ErrorFacts({ error }: { readonly error: ErrorReport }) {
  const words = useWords();
  return (
    <dl>
      {factsOf(error, words).map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
