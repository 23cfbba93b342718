import type { Cost } from "@seedream-clients/core";
import type { ProviderInfo } from "../../server/messages.ts";
import { useWords } from "../words/words.ts";

/** Most providers at once: each run holds a connection, and a browser has six to one server. */
const MOST_OTHERS = 3;

interface CompareProps {
  readonly others: readonly ProviderInfo[];
  readonly chosen: readonly string[];
  readonly estimate: (provider: ProviderInfo) => Cost | undefined;
  readonly onChange: (chosen: readonly string[]) => void;
}

/** The other providers that have the model, simulated or live as this one is. */
export function comparable(providers: readonly ProviderInfo[], provider: ProviderInfo, model: string) {
  return providers.filter(
    ({ id, live, catalogue }) =>
      id !== provider.id &&
      live === provider.live &&
      catalogue.models.some(({ name, status }) => name === model && status !== "retired"),
  );
}

/** Further providers that get the same request, each with what it would ask for it. */
export function Compare({ others, chosen, estimate, onChange }: CompareProps) {
  const { compare, provider, price, format } = useWords();
  if (others.length === 0) return null;
  const isFull = others.filter(({ id }) => chosen.includes(id)).length >= MOST_OTHERS;
  return (
    <fieldset className="field">
      <legend>{compare.with}</legend>
      <ul className="choices">
        {others.map((other) => {
          const cost = estimate(other);
          return (
            <li key={other.id}>
              <label className="check">
                <input
                  type="checkbox"
                  checked={chosen.includes(other.id)}
                  disabled={isFull && !chosen.includes(other.id)}
                  onChange={({ target }) =>
                    onChange(target.checked ? [...chosen, other.id] : chosen.filter((id) => id !== other.id))
                  }
                />
                {provider.title(other)}
              </label>
              <span className="note">{cost ? format.money(cost.amount, cost.currency) : price.unknown}</span>
            </li>
          );
        })}
      </ul>
    </fieldset>
  );
}
