import type { ProviderInfo } from "../../server/messages.ts";
import { Field, Segmented } from "../ui/fields.tsx";
import { Icon } from "../ui/icon.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { canSend, type Draft, estimateFor, specOf, sumOf } from "./draft.ts";
import type { Checks } from "./use-checks.ts";

const { request, price, provider: texts } = words;

/** Simulator or live, and which providers: each with its price and with what it would refuse or leave out. */
export function SendTo() {
  const { draft, providers, change } = useStudio();
  const mode = request.live && (
    <span className="end">
      <Segmented
        legend={request.sendTo}
        options={["simulator", "live"] as const}
        label={(mode) => request[mode]}
        value={draft.isLive ? "live" : "simulator"}
        onChange={(mode) => change({ isLive: mode === "live" })}
      />
    </span>
  );
  return (
    <Field title={request.sendTo} end={mode}>
      <ul className="send-to">
        {providers.map((provider) => (
          <Row key={provider.name} provider={provider} />
        ))}
      </ul>
    </Field>
  );
}

function Row({ provider }: { readonly provider: ProviderInfo }) {
  const { draft, spec, checks, change } = useStudio();
  const { name } = provider;
  const isTicked = draft.sendTo.includes(name);
  const isOpen = canSend(draft, provider);
  const notes = notesOf(provider, draft, spec.title, checks);
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
      <label htmlFor={id}>{texts.title(provider)}</label>
      <span className="note">{priceOf(draft, provider)}</span>
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

function priceOf(draft: Draft, provider: ProviderInfo): string {
  if (draft.isLive && !provider.hasKey) return texts.noKey({ variable: provider.variable });
  const cost = estimateFor(provider, draft);
  if (!cost) return price.unknown;
  const sum = sumOf([cost]);
  return draft.isLive ? sum : price.whenLive({ sum });
}

/** What a provider would refuse, or else what it would do differently. */
function notesOf(provider: ProviderInfo, draft: Draft, model: string, checks: Checks) {
  const refusal = (text: string) => ({ text, isBad: true });
  if (!specOf(provider, draft.model)) return [refusal(texts.notOffered({ model }))];
  const { issues = [], warnings = [] } = (canSend(draft, provider) && checks[provider.name]) || {};
  if (issues.length > 0) return issues.map(({ message }) => refusal(message));
  const fields: Readonly<Record<string, string>> = words.fields;
  // That a single image does not come in a stream is nothing that anyone asked for.
  const worthTelling = warnings.filter(({ feature }) => feature !== "stream" || draft.count > 1);
  return worthTelling.map(({ type, feature, message }) => {
    const field = fields[feature];
    return { text: type === "unsupported" && field ? request.leftOut({ field }) : message, isBad: false };
  });
}
