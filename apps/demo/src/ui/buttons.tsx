import { type ComponentProps, type ReactNode, useId } from "react";
import { Icon, type IconName } from "./icon.tsx";

interface ButtonProps extends ComponentProps<"button"> {
  readonly icon?: IconName;
  /** Text beside the icon. Where there is no room, it is hidden, but still names the button. */
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

/** A link that saves a file. Without an address it is disabled. */
export function DownloadLink({ className = "icon-only", children, ...others }: ComponentProps<"a">) {
  return (
    <a className={`button ${className}`} {...others}>
      <Icon name="download" />
      {children}
    </a>
  );
}

/** A button with the content `button` that opens a popover. The browser or a choice in it closes the popover. */
export function Pop({ button, children, ...others }: ButtonProps & { readonly button?: ReactNode }) {
  const id = useId();
  return (
    <>
      <Button {...others} popoverTarget={id}>
        {button}
      </Button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: people press the buttons inside it. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: pressing a button by key also fires a click. */}
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
