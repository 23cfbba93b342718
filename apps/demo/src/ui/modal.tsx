import type { ComponentProps } from "react";

/** Opens a dialog over the page. Closing the dialog returns the focus. */
function show(dialog: HTMLDialogElement) {
  dialog.showModal();
  return () => dialog.close();
}

/** Focuses an element when its dialog or its popover opens. React does not write `autoFocus` to the page. */
export function focusFirst(element: Element | null) {
  element?.setAttribute("autofocus", "");
}

/** A dialog over the page, for as long as it is rendered. */
export function Modal(props: ComponentProps<"dialog">) {
  return <dialog ref={show} {...props} />;
}
