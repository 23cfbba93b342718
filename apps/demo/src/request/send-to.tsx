import type { ProviderInfo } from "../../server/messages.ts";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Segmented } from "../ui/segmented.tsx";
import type { Words } from "../words/words.ts";
import { useWords } from "../words/words.ts";
import { canSend, type Draft, modelsOf, specOf } from "./draft.ts";
import { estimateFor, sumOf } from "./estimate.ts";
import { type Checks, refusals } from "./use-checks.ts";

interface SendToProps {
  readonly draft: Draft;
  readonly providers: readonly ProviderInfo[];
  readonly checks: Checks;
  readonly onChange: (patch: Partial<Draft>) => void;
}

/** Simulator or live, and which providers: each with its price and with what it would refuse or leave out. */
export function SendTo({ draft, providers, checks, onChange }: SendToProps) {
  const words = useWords();
  const { request } = words;
  const model = modelsOf(providers).find(({ name }) => name === draft.model)?.title ?? draft.model;
  const mode = (
    <span className="end">
      <Segmented
        legend={request.sendTo}
        options={[
          { value: "simulator", label: request.simulator, className: "to-simulator" },
          { value: "live", label: request.live, className: "to-live" },
        ]}
        value={draft.isLive ? "live" : "simulator"}
        onChange={(value) => onChange({ isLive: value === "live" })}
      />
    </span>
  );
  return (
    <Field title={request.sendTo} end={mode}>
      <ul className="send-to">
        {providers.map((provider) => (
          <Row key={provider.name} {...{ draft, provider, model, checks, onChange }} />
        ))}
      </ul>
    </Field>
  );
}

interface RowProps extends Omit<SendToProps, "providers"> {
  readonly provider: ProviderInfo;
  /** Title of the model. */
  readonly model: string;
}

function Row({ draft, provider, model, checks, onChange }: RowProps) {
  const words = useWords();
  const { name } = provider;
  const isTicked = draft.sendTo.includes(name);
  const notes = notesOf(draft, provider, model, checks, words);
  const isRefused = notes.some(({ isBad }) => isBad);
  const id = `to-${name}`;
  return (
    <li>
      <input
        id={id}
        type="checkbox"
        className="tick"
        checked={isTicked && canSend(draft, provider)}
        disabled={!canSend(draft, provider) || (isRefused && !isTicked)}
        aria-describedby={`${id}-notes`}
        onChange={({ target }) =>
          onChange({
            sendTo: target.checked ? [...draft.sendTo, name] : draft.sendTo.filter((other) => other !== name),
          })
        }
      />
      <label htmlFor={id}>{words.provider.title(provider)}</label>
      <span className="sum">{priceOf(draft, provider, words)}</span>
      <div id={`${id}-notes`} className="notes" role={isTicked ? "status" : undefined}>
        {notes.map(({ text, isBad }) => (
          <p key={text} className={isBad ? "note bad" : "note warn"}>
            <Icon name={isBad ? "block" : "info"} />
            {text}
          </p>
        ))}
      </div>
    </li>
  );
}

function priceOf(draft: Draft, provider: ProviderInfo, { provider: texts, price, format }: Words): string {
  if (draft.isLive && !provider.hasKey) return texts.noKey(provider.variable);
  const cost = estimateFor(provider, draft);
  if (!cost) return price.unknown;
  const sum = sumOf([cost], format);
  return draft.isLive ? sum : price.whenLive(sum);
}

interface Note {
  readonly text: string;
  readonly isBad: boolean;
}

/** What a provider would refuse, or else what it would do differently. */
function notesOf(draft: Draft, provider: ProviderInfo, model: string, checks: Checks, words: Words): Note[] {
  if (!canSend(draft, provider)) {
    const isMissing = !specOf(provider, draft.model);
    return isMissing ? [{ text: words.provider.notOffered(model), isBad: true }] : [];
  }
  const check = checks[provider.name];
  const issues = refusals(check, draft.prompt);
  if (issues.length > 0) return issues.map(({ message }) => ({ text: message, isBad: true }));
  const warnings = check?.warnings.filter(({ feature }) => feature !== "stream" || draft.count > 1) ?? [];
  return warnings.map(({ type, feature, message }) => {
    const field = words.fields[feature];
    return { text: type === "unsupported" && field ? words.request.leftOut(field) : message, isBad: false };
  });
}
