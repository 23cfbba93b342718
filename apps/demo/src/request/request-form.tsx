import { type RefObject, useEffect, useId, useRef, useState } from "react";
import type { PageRequest, ProviderInfo } from "../../server/messages.ts";
import { References } from "../references/references.tsx";
import { ResolutionField, SizeField } from "../size/size-field.tsx";
import { Select } from "../ui/field.tsx";
import { useWords } from "../words/words.ts";
import { CountField } from "./count-field.tsx";
import { type Draft, leadingSpec, modelsOf, receivers, requestOf } from "./draft.ts";
import { Options } from "./options.tsx";
import { Send } from "./send.tsx";
import { SendTo } from "./send-to.tsx";
import { checkAll, refusals, useChecks } from "./use-checks.ts";
import type { DraftChange } from "./use-draft.ts";

interface RequestFormProps {
  readonly ref: RefObject<HTMLFormElement | null>;
  readonly draft: Draft;
  readonly providers: readonly ProviderInfo[];
  readonly onChange: (patch: DraftChange) => void;
  readonly onSend: (request: PageRequest, to: readonly ProviderInfo[], isLive: boolean) => void;
}

/** Everything that makes a request. */
export function RequestForm({ ref, draft, providers, onChange, onSend }: RequestFormProps) {
  const words = useWords();
  const id = useId();
  const models = modelsOf(providers);
  const spec = leadingSpec(draft, providers);
  const request = requestOf(draft, spec);
  const checks = useChecks(draft, request, providers);
  const [isRefused, setIsRefused] = useState(false);
  const isSending = useRef(false);

  const isKnown = models.some(({ name }) => name === draft.model);
  useEffect(() => {
    const [first] = providers;
    if (!isKnown && first) onChange({ model: first.catalogue.default });
  });
  if (!spec) return null;

  /** Sends nothing that a client would refuse, whatever the form showed when it was pressed. */
  async function send() {
    const to = receivers(draft, providers);
    if (isSending.current || to.length === 0) return;
    isSending.current = true;
    const fresh = await checkAll(draft, request, to, words).catch(() => undefined);
    isSending.current = false;
    const isFine = fresh && to.every(({ name }) => refusals(fresh[name], draft.prompt).length === 0);
    setIsRefused(fresh !== undefined && !isFine);
    if (isFine || !fresh) onSend(request, to, draft.isLive);
  }

  const faulty = new Set(
    receivers(draft, providers).flatMap(({ name }) =>
      refusals(checks[name], draft.prompt).flatMap(({ path }) => (path[0] === "images" ? [Number(path[1])] : [])),
    ),
  );
  return (
    <form
      ref={ref}
      className={isRefused ? "panel refused" : "panel"}
      aria-label={words.page.request}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        const { key, ctrlKey, metaKey, nativeEvent, currentTarget, target } = event;
        if (key !== "Enter" || nativeEvent.isComposing) return;
        if (ctrlKey || metaKey) currentTarget.requestSubmit();
        // Enter in a field of the form is not meant to spend money.
        if (target instanceof HTMLInputElement) event.preventDefault();
      }}
    >
      <div className="fields">
        <div className="field prompt">
          <div className="field-head">
            <label htmlFor={`${id}prompt`}>
              <b>{words.request.prompt}</b>
            </label>
            <span className="end note">
              <kbd>Ctrl</kbd> <kbd>Enter</kbd> {words.request.sends}
            </span>
          </div>
          <textarea
            id={`${id}prompt`}
            className="input"
            required
            placeholder={words.request.promptHint}
            value={draft.prompt}
            onChange={({ target }) => onChange({ prompt: target.value })}
          />
        </div>
        <div className="pair">
          <label htmlFor={`${id}model`}>
            <b>{words.model.title}</b>
          </label>
          <Select id={`${id}model`} value={spec.name} onChange={({ target }) => onChange({ model: target.value })}>
            {models.map(({ name, title, status }) => (
              <option key={name} value={name} disabled={status === "retired"}>
                {status === "active" ? title : words.model[status](title)}
              </option>
            ))}
          </Select>
        </div>
        <SendTo {...{ draft, providers, checks, onChange }} />
        <SizeField model={spec} choice={draft.size} onChange={(size) => onChange({ size })} />
        <div className="pair">
          <ResolutionField model={spec} choice={draft.size} onChange={(size) => onChange({ size })} />
          <CountField
            model={spec}
            count={draft.count}
            references={draft.references.length}
            onChange={(count) => onChange({ count })}
          />
        </div>
        <References
          limits={spec.references}
          references={draft.references}
          faulty={faulty}
          onChange={(replace) => onChange(({ references }) => ({ references: replace(references) }))}
        />
        <Options {...{ draft, providers, onChange }} />
      </div>
      <Send {...{ draft, providers, checks }} />
    </form>
  );
}
