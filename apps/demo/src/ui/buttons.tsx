import { type ComponentProps, type ReactNode, useId } from "react";
import { Icon, type IconName } from "./icon.tsx";

interface ButtonProps extends ComponentProps<"button"> {
  readonly icon?: IconName;
  /** Gives way to the icon where there is no room, and names the button there. */
  readonly word?: string;
}

/** A button. One with an icon alone is named by its `title`. */
export function Button({ icon, word, className = "", children, ...others }: ButtonProps) {
  const look = children || word ? className : `icon-only ${className}`;
  return (
    <button type="button" className={`button ${look}`} title={word} aria-label={word} {...others}>
      {icon && <Icon name={icon} />}
      {word && <span className="word">{word}</span>}
      {children}
    </button>
  );
}

/** A link to a file, which is saved. Without an address it is off. */
export function DownloadLink({ className = "icon-only", children, ...others }: ComponentProps<"a">) {
  return (
    <a className={`button ${className}`} {...others}>
      <Icon name="download" />
      {children}
    </a>
  );
}

/** A button that shows `button` and opens something beside it. The browser closes it again; so does a choice in it. */
export function Pop({ button, children, ...others }: ButtonProps & { readonly button?: ReactNode }) {
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
          if (target instanceof Element && target.closest(".float > button")) currentTarget.hidePopover();
        }}
      >
        {children}
      </div>
    </>
  );
}
