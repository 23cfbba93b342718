import { Button } from "../ui/button.tsx";
import { useWords } from "../words/words.ts";
import { useForm } from "./form.ts";

/** How many images to make, in steps of one or as a number. */
export function CountField() {
  const { request: words } = useWords();
  const { draft, spec, change } = useForm();
  const { count } = draft;
  const { max = 1, total = Number.POSITIVE_INFINITY } = spec.group ?? {};
  const most = Math.max(1, Math.min(max, total - draft.references.length));
  const step = (by: number) => change({ count: Math.min(Math.max(count + by, 1), Math.max(most, count)) });
  return (
    <span className="count row">
      <label htmlFor="count">{words.images}</label>
      <span className="note">{words.upTo({ count: most })}</span>
      <span className="step">
        <Button icon="minus" aria-label={words.fewer} onClick={() => step(-1)} />
        <input
          id="count"
          inputMode="numeric"
          value={count || ""}
          required
          aria-invalid={count > most}
          onChange={({ target }) => change({ count: Number(target.value.replace(/\D/g, "").slice(0, 2)) })}
          onKeyDown={({ key }) => {
            if (key === "ArrowUp") step(1);
            if (key === "ArrowDown") step(-1);
          }}
        />
        <Button icon="plus" aria-label={words.more} onClick={() => step(1)} />
      </span>
    </span>
  );
}
