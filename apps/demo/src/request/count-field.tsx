import { Button } from "../ui/buttons.tsx";
import { useStudio } from "../use-studio.ts";
import { words } from "../words/page.ts";

const { images, upTo, fewer, more } = words.request;

/** How many images to make, in steps of one or as a number. */
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
        <Button icon="plus" aria-label={more} onClick={() => step(1)} />
      </span>
    </span>
  );
}
