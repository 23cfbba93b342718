import { Button } from "../ui/buttons.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";

const { images, upTo, fewer, more } = words.request;

/** Number of images, changed in steps of one or typed. */
export function CountField() {
  const { draft, spec, change } = useStudio();
  const { count } = draft;
  const { max = 1, total = Number.POSITIVE_INFINITY } = spec.group ?? {};
  const most = Math.max(1, Math.min(max, total - draft.references.length));
  const step = (by: number) => change({ count: Math.min(Math.max(count + by, 1), Math.max(most, count)) });
  return (
    <span className="count row">
      <label htmlFor="count">{images}</label>
      <span className="note">{upTo({ count: most })}</span>
      <span className="step">
        <Button icon="minus" aria-label={fewer} onClick={() => step(-1)} />
        <input
          id="count"
          type="number"
          min={1}
          value={count || ""}
          required
          aria-invalid={count > most}
          onChange={({ target }) => change({ count: Math.trunc(target.valueAsNumber) || 0 })}
        />
        <Button icon="plus" aria-label={more} onClick={() => step(1)} />
      </span>
    </span>
  );
}
