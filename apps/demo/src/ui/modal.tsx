import { type ComponentProps, useLayoutEffect, useRef } from "react";

/** A dialog over the page, for as long as it is rendered. The focus goes back to where it was. */
export function Modal(props: ComponentProps<"dialog">) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return <dialog ref={dialog} {...props} />;
}
