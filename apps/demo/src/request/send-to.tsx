import { Field, Segmented } from "../ui/fields.tsx";
import { Icon } from "../ui/icon.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import type { Offer } from "./draft.ts";

const { request, price, provider: texts } = words;

/** Choice of simulator or live, and of providers, each with its price and its issues or warnings. */
export function SendTo() {
  const { draft, offers, change } = useStudio();
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
        {offers.map((offer) => (
          <Row key={offer.name} offer={offer} />
        ))}
      </ul>
    </Field>
  );
}

function Row({ offer }: { readonly offer: Offer }) {
  const { draft, change } = useStudio();
  const { name, isOpen, isChosen } = offer;
  const isTicked = draft.sendTo.includes(name);
  const notes = useNotes(offer);
  const isRefused = notes.some(({ isBad }) => isBad);
  const id = `to-${name}`;
  return (
    <li>
      <input
        id={id}
        type="checkbox"
        className="tick"
        checked={isChosen}
        disabled={!isOpen || (isRefused && !isTicked)}
        aria-describedby={`${id}-notes`}
        onChange={() => {
          const others = draft.sendTo.filter((other) => other !== name);
          change({ sendTo: isTicked ? others : [...others, name] });
        }}
      />
      <label htmlFor={id}>{texts.title(offer)}</label>
      <span className="note">{priceOf(offer, draft.isLive)}</span>
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

function priceOf({ hasKey, variable, estimate }: Offer, isLive: boolean): string {
  if (isLive && !hasKey) return texts.noKey({ variable });
  if (!estimate) return price.unknown;
  const sum = words.format.sum([estimate]);
  return isLive ? sum : price.whenLive({ sum });
}

/** Returns the issues of a provider, otherwise its warnings. */
function useNotes(offer: Offer): { readonly text: string; readonly isBad: boolean }[] {
  const { draft, spec, checks } = useStudio();
  if (!offer.spec) return [{ text: texts.notOffered({ model: spec.title }), isBad: true }];
  const { issues = [], warnings = [] } = (offer.isOpen && checks[offer.name]) || {};
  if (issues.length > 0) return issues.map(({ message }) => ({ text: message, isBad: true }));
  // The page always streams. Without a stream, a single image looks the same.
  const worthTelling = warnings.filter(({ feature }) => feature !== "stream" || draft.count > 1);
  const fields: Readonly<Record<string, string>> = words.fields;
  return worthTelling.map(({ type, feature, message }) => {
    const field = fields[feature];
    return { text: type === "unsupported" && field ? request.leftOut({ field }) : message, isBad: false };
  });
}
