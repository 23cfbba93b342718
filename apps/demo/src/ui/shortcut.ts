import type { KeyboardEvent } from "react";

/** Clicks the control in an element that declares the key as its shortcut. */
export function pressShortcut({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, within: Element | null): void {
  if (ctrlKey || metaKey || altKey) return;
  within?.querySelector<HTMLElement>(`[aria-keyshortcuts="${CSS.escape(key.toUpperCase())}"]`)?.click();
}
