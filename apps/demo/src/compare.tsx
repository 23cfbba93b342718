import type { ModelSpec } from "@seedream-clients/core";
import type { ProviderInfo } from "../server/messages.ts";

/** Most providers at once: each run holds a connection, and a browser has six to one server. */
const MOST_OTHERS = 3;

interface CompareProps {
  readonly providers: readonly ProviderInfo[];
  readonly provider: ProviderInfo;
  readonly model: ModelSpec;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** The other providers that have the model, simulated or live as this one is. */
export function comparable(providers: readonly ProviderInfo[], provider: ProviderInfo, model: ModelSpec) {
  return providers.filter(
    ({ id, live, catalogue }) =>
      id !== provider.id &&
      live === provider.live &&
      catalogue.models.some(({ name, status }) => name === model.name && status !== "retired"),
  );
}

/** Further providers that get the same request. */
export function Compare({ providers, provider, model, chosen, onChange }: CompareProps) {
  const others = comparable(providers, provider, model).slice(0, MOST_OTHERS);
  if (others.length === 0) return null;
  return (
    <fieldset className="field">
      <legend>Compare with</legend>
      <div className="row choices">
        {others.map(({ id, title }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            />
            {title}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
