import { type KeyboardEvent, useRef, useState } from "react";
import type { ProviderInfo } from "../../server/messages.ts";
import { References } from "../references/references.tsx";
import { ResolutionField, SizeField } from "../size/size-field.tsx";
import { Select } from "../ui/field.tsx";
import { useStudio } from "../use-studio.ts";
import { useWords } from "../words/words.ts";
import { CountField } from "./count-field.tsx";
import { type Draft, leadingSpec, modelsOf, receivers, requestOf } from "./draft.ts";
import { FormContext } from "./form.ts";
import { Options } from "./options.tsx";
import { Send } from "./send.tsx";
import { SendTo } from "./send-to.tsx";
import { checkAll, useChecks } from "./use-checks.ts";

interface RequestFormProps {
  readonly draft: Draft;
  readonly providers: readonly ProviderInfo[];
}

/** Everything that makes a request. */
export function RequestForm({ draft, providers }: RequestFormProps) {
  const words = useWords();
  const studio = useStudio();
  const { change, form } = studio;
  const spec = leadingSpec(draft, providers);
  const request = requestOf(draft, spec);
  const checks = useChecks(draft, request, providers);
  const [isRefused, setIsRefused] = useState(false);
  const isSending = useRef(false);
  const to = receivers(draft, providers);
  if (!spec) return null;

  /** Sends nothing that a client would refuse, whatever the form showed when it was pressed. */
  async function send() {
    if (isSending.current || to.length === 0) return;
    // The browser takes blanks for a prompt; no client does.
    if (request.prompt.trim() === "") return form.current?.querySelector("textarea")?.focus();
    isSending.current = true;
    const fresh = await checkAll(draft, request, to, words).catch(studio.fail);
    isSending.current = false;
    // Without an answer, it is not known what would be sent, nor when.
    if (!fresh) return;
    const isBroken = to.some(({ name }) => fresh[name]?.issues.length);
    setIsRefused(isBroken);
    if (!isBroken) studio.send(draft, request, to);
  }

  function press(event: KeyboardEvent<HTMLFormElement>) {
    const { key, ctrlKey, metaKey, nativeEvent, currentTarget, target } = event;
    if (key !== "Enter" || nativeEvent.isComposing) return;
    const sends = ctrlKey || metaKey;
    if (sends && !nativeEvent.repeat) currentTarget.requestSubmit();
    // Enter in a field is not meant to spend money, nor is a key that is held down to spend it again and again.
    const isHeld = nativeEvent.repeat && (sends || target instanceof HTMLButtonElement);
    if (isHeld || target instanceof HTMLInputElement) event.preventDefault();
  }

  return (
    <FormContext value={{ draft, change, providers, to, spec, checks }}>
      <form
        ref={form}
        className={isRefused ? "panel refused" : "panel"}
        aria-label={words.page.request}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
        onKeyDown={press}
      >
        <div className="fields">
          <div className="field prompt">
            <div className="field-head row">
              <label htmlFor="prompt">{words.request.prompt}</label>
              <span className="end note">
                <kbd>Ctrl</kbd> <kbd>Enter</kbd> {words.request.sends}
              </span>
            </div>
            <textarea
              id="prompt"
              className="input"
              required
              placeholder={words.request.promptHint}
              value={draft.prompt}
              onChange={({ target }) => change({ prompt: target.value })}
            />
          </div>
          <div className="pair row">
            <label htmlFor="model">{words.model.title}</label>
            <Select
              id="model"
              value={spec.name}
              options={modelsOf(providers).map(({ name, title, status }) => ({
                value: name,
                label: status === "active" ? title : words.model[status]({ title }),
                disabled: status === "retired",
              }))}
              onPick={(model) => change({ model })}
            />
          </div>
          <SendTo />
          <SizeField />
          <div className="pair row">
            <ResolutionField />
            <CountField />
          </div>
          <References />
          <Options />
        </div>
        <Send />
      </form>
    </FormContext>
  );
}
