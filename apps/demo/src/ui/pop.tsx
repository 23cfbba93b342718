import { type ComponentProps, type ReactNode, useId } from "react";
import { Button } from "./button.tsx";

interface PopProps extends ComponentProps<typeof Button> {
  /** What the button shows. */
  readonly button: ReactNode;
}

/** A button that opens something beside it. The browser closes it again; so does a button in it. */
export function Pop({ button, children, ...others }: PopProps) {
  const id = useId();
  return (
    <>
      <Button {...others} popoverTarget={id}>
        {button}
      </Button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its buttons are what people press. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a button that is pressed by key clicks too. */}
      <div
        id={id}
        className="float"
        popover="auto"
        onClick={({ target, currentTarget }) => {
          if (target instanceof Element && target.closest("button")) currentTarget.hidePopover();
        }}
      >
        {children}
      </div>
    </>
  );
}
