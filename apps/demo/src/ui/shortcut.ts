import type { KeyboardEvent } from "react";

/** Presses the control of an element that says that a key is its shortcut. */
export function pressShortcut({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, within: Element | null): void {
  if (ctrlKey || metaKey || altKey) return;
  within?.querySelector<HTMLElement>(`[aria-keyshortcuts="${CSS.escape(key.toUpperCase())}"]`)?.click();
}
