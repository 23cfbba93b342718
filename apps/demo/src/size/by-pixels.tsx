import { useId } from "react";
import { useWords } from "../words/words.ts";
import type { SizePickerProps } from "./picker-props.ts";
import { PixelBudget } from "./pixel-budget.tsx";
import { brokenRule } from "./size.ts";

/** Exact sides, with what the model takes beside them. */
export function ByPixels({ model, choice, onChange }: SizePickerProps) {
  const words = useWords().size;
  const note = useId();
  const problem = brokenRule(choice, model);
  const side = (name: "width" | "height") => (
    <label className="side">
      <span>{words[name]}</span>
      <input
        type="number"
        inputMode="numeric"
        min={1}
        max={99999}
        required
        value={choice[name] || ""}
        aria-invalid={problem !== undefined}
        aria-describedby={note}
        onChange={({ target }) => onChange({ ...choice, [name]: target.valueAsNumber || 0 })}
      />
    </label>
  );
  const area = choice.width * choice.height;
  return (
    <>
      <div className="row pixels">
        {side("width")}
        <span aria-hidden="true">×</span>
        {side("height")}
      </div>
      {model.size.pixels && <PixelBudget area={area} range={model.size.pixels} isBroken={problem?.rule === "pixels"} />}
      <p id={note} className={problem ? "note problem" : "note"} role="status">
        {problem ? words.broken(problem, model.title) : words.area(area)}
      </p>
    </>
  );
}
