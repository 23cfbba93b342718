import type { ComponentProps } from "react";

/** Opens a dialog over the page. Closing it gives the focus back to where it was. */
function show(dialog: HTMLDialogElement) {
  dialog.showModal();
  return () => dialog.close();
}

/** Gives an element the focus when its dialog or its popover opens: React keeps `autoFocus` to itself. */
export function focusFirst(element: Element | null) {
  element?.setAttribute("autofocus", "");
}

/** A dialog over the page, for as long as it is rendered. */
export function Modal(props: ComponentProps<"dialog">) {
  return <dialog ref={show} {...props} />;
}
