import { type KeyboardEvent, useRef } from "react";
import { References } from "../references/references.tsx";
import { ResolutionField, SizeField } from "../size/size-field.tsx";
import { Select } from "../ui/fields.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";
import { CountField } from "./count-field.tsx";
import { modelsOf } from "./draft.ts";
import { Options } from "./options.tsx";
import { Send } from "./send.tsx";
import { SendTo } from "./send-to.tsx";
import { checkAll } from "./use-checks.ts";

const texts = words.request;

/** All fields of a request, and the button that sends it. */
export function RequestForm() {
  const { draft, request, offers, to, spec, change, send: sendNow } = useStudio();
  const isSending = useRef(false);

  /** Checks the request again, then sends it. If a client refuses it or the check fails, nothing is sent. */
  async function send() {
    if (isSending.current || to.length === 0) return;
    // The browser accepts a blank prompt, but no client does.
    if (request.prompt.trim() === "") return document.querySelector("textarea")?.focus();
    isSending.current = true;
    const fresh = await checkAll(draft, request, to).finally(() => {
      isSending.current = false;
    });
    if (!to.some(({ name }) => fresh[name]?.issues.length)) sendNow();
  }

  function press(event: KeyboardEvent<HTMLFormElement>) {
    const { key, ctrlKey, metaKey, nativeEvent, currentTarget, target } = event;
    if (key !== "Enter" || nativeEvent.isComposing) return;
    const sends = ctrlKey || metaKey;
    if (sends && !nativeEvent.repeat) currentTarget.requestSubmit();
    // Enter in a field must not spend money, and a key that is held down must not spend it repeatedly.
    const isHeld = nativeEvent.repeat && (sends || target instanceof HTMLButtonElement);
    if (isHeld || target instanceof HTMLInputElement) event.preventDefault();
  }

  return (
    <form
      className="panel"
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
            <label htmlFor="prompt">{texts.prompt}</label>
            <span className="end note">
              <kbd>Ctrl</kbd> <kbd>Enter</kbd> {texts.sends}
            </span>
          </div>
          <textarea
            id="prompt"
            className="input"
            required
            placeholder={texts.promptHint}
            value={draft.prompt}
            onChange={({ target }) => change({ prompt: target.value })}
          />
        </div>
        <div className="pair row">
          <label htmlFor="model">{words.model.title}</label>
          <Select id="model" value={spec.name} onChange={({ target }) => change({ model: target.value })}>
            {modelsOf(offers).map(({ name, title, status }) => (
              <option key={name} value={name}>
                {status === "retiring" ? words.model.retiring({ title }) : title}
              </option>
            ))}
          </Select>
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
  );
}
