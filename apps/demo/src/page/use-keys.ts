import { useEffect, useEffectEvent } from "react";

/** Keys that work anywhere but in fields: search, prompt, and the list of all keys. */
export function useKeys(onList: () => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
    if (ctrlKey || metaKey || altKey || isComposing || document.querySelector("dialog[open]")) return;
    if (target instanceof Element && target.matches("input:not([type=radio], [type=checkbox]), textarea, select"))
      return;
    if (key === "/") focusShown("input[type=search]");
    else if (key === "n" || key === "N") focusShown("textarea");
    else if (key === "?") onList();
    else return;
    event.preventDefault();
  });

  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** A phone has its search in another place than a desktop. */
function focusShown(selector: string): void {
  const fields = [...document.querySelectorAll<HTMLElement>(selector)];
  fields.find((field) => field.checkVisibility())?.focus();
}
