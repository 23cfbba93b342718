import type { ComponentProps } from "react";
import { Icon, type IconName } from "./icon.tsx";

interface ButtonProps extends ComponentProps<"button"> {
  readonly icon?: IconName;
}

/** A button. One with an icon alone is named by its `title`. */
export function Button({ icon, className = "", children, ...others }: ButtonProps) {
  return (
    <button type="button" className={`button ${children ? "" : "icon-only"} ${className}`} {...others}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A link to a file, which is saved. Without an address it is off. */
export function DownloadLink({ className = "", children, ...others }: ComponentProps<"a">) {
  return (
    <a className={`button ${children ? "" : "icon-only"} ${className}`} {...others}>
      <Icon name="download" />
      {children}
    </a>
  );
}
