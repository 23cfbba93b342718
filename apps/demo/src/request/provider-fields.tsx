import type { ModelSpec } from "@seedream-clients/core";
import { useId } from "react";
import type { ProviderInfo } from "../../server/messages.ts";
import { useWords } from "../words/words.ts";

interface ProviderFieldsProps {
  readonly providers: readonly ProviderInfo[];
  readonly provider: ProviderInfo;
  readonly onProvider: (id: string) => void;
  readonly model: ModelSpec;
  readonly onModel: (name: string) => void;
}

/** Who makes the images, and with which model. */
export function ProviderFields({ providers, provider, onProvider, model, onModel }: ProviderFieldsProps) {
  const words = useWords();
  const id = useId();
  const titleOf = ({ title, status }: ModelSpec) => (status === "active" ? title : words.model[status](title));
  return (
    <>
      <div className="field inline">
        <label htmlFor={`${id}provider`}>{words.request.provider}</label>
        <select id={`${id}provider`} value={provider.id} onChange={({ target }) => onProvider(target.value)}>
          {providers.map((other) => (
            <option key={other.id} value={other.id}>
              {words.provider.option(words.provider.title(other), other.live)}
            </option>
          ))}
        </select>
      </div>
      <div className="field inline">
        <label htmlFor={`${id}model`}>{words.request.model}</label>
        <select id={`${id}model`} value={model.name} onChange={({ target }) => onModel(target.value)}>
          {provider.catalogue.models.map((other) => (
            <option key={other.name} value={other.name} disabled={other.status === "retired"}>
              {titleOf(other)}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
