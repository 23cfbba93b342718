import type { ProviderInfo } from "../../server/messages.ts";
import { worthTelling } from "../runs/run-state.ts";
import { Field } from "../ui/field.tsx";
import { Icon } from "../ui/icon.tsx";
import { Segmented } from "../ui/segmented.tsx";
import { useWords, type Words } from "../words/words.ts";
import { canSend, type Draft, specOf } from "./draft.ts";
import { estimateFor, sumOf } from "./estimate.ts";
import { type Form, useForm } from "./form.ts";

/** Simulator or live, and which providers: each with its price and with what it would refuse or leave out. */
export function SendTo() {
  const { request: words } = useWords();
  const { draft, providers, change } = useForm();
  const mode = words.live && (
    <span className="end">
      <Segmented
        legend={words.sendTo}
        options={[
          { value: "simulator", label: words.simulator, className: "to-simulator" },
          { value: "live", label: words.live, className: "to-live" },
        ]}
        value={draft.isLive ? "live" : "simulator"}
        onChange={(value) => change({ isLive: value === "live" })}
      />
    </span>
  );
  return (
    <Field title={words.sendTo} end={mode}>
      <ul className="send-to">
        {providers.map((provider) => (
          <Row key={provider.name} provider={provider} />
        ))}
      </ul>
    </Field>
  );
}

function Row({ provider }: { readonly provider: ProviderInfo }) {
  const words = useWords();
  const form = useForm();
  const { draft, change } = form;
  const { name } = provider;
  const isTicked = draft.sendTo.includes(name);
  const isOpen = canSend(draft, provider);
  const notes = notesOf(form, provider, words);
  const isRefused = notes.some(({ isBad }) => isBad);
  const id = `to-${name}`;
  return (
    <li>
      <input
        id={id}
        type="checkbox"
        className="tick"
        checked={isTicked && isOpen}
        disabled={!isOpen || (isRefused && !isTicked)}
        aria-describedby={`${id}-notes`}
        onChange={() => {
          const others = draft.sendTo.filter((other) => other !== name);
          change({ sendTo: isTicked ? others : [...others, name] });
        }}
      />
      <label htmlFor={id}>{words.provider.title(provider)}</label>
      <span className="note">{priceOf(draft, provider, words)}</span>
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
  if (draft.isLive && !provider.hasKey) return texts.noKey({ variable: provider.variable });
  const cost = estimateFor(provider, draft);
  if (!cost) return price.unknown;
  const sum = sumOf([cost], format);
  return draft.isLive ? sum : price.whenLive({ sum });
}

interface Note {
  readonly text: string;
  readonly isBad: boolean;
}

/** What a provider would refuse, or else what it would do differently. */
function notesOf({ draft, spec, checks }: Form, provider: ProviderInfo, words: Words): Note[] {
  if (!specOf(provider, draft.model)) return [{ text: words.provider.notOffered({ model: spec.title }), isBad: true }];
  const { issues = [], warnings = [] } = (canSend(draft, provider) && checks[provider.name]) || {};
  if (issues.length > 0) return issues.map(({ message }) => ({ text: message, isBad: true }));
  const fields: Readonly<Record<string, string>> = words.fields;
  return worthTelling(warnings, draft.count).map(({ type, feature, message }) => {
    const field = fields[feature];
    return { text: type === "unsupported" && field ? words.request.leftOut({ field }) : message, isBad: false };
  });
}
