import { useId } from "react";
import { useWords } from "../words/words.ts";

interface PromptFieldProps {
  readonly prompt: string;
  readonly onChange: (prompt: string) => void;
}

/** What to make; Ctrl or ⌘ with Enter sends it. */
export function PromptField({ prompt, onChange }: PromptFieldProps) {
  const words = useWords().request;
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.prompt}</label>
      <textarea
        id={id}
        rows={3}
        required
        placeholder={words.promptHint}
        value={prompt}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={({ key, ctrlKey, metaKey, currentTarget }) => {
          if (key === "Enter" && (ctrlKey || metaKey)) currentTarget.form?.requestSubmit();
        }}
      />
    </div>
  );
}
