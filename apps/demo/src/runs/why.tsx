import type { ComponentProps } from "react";
import { Icon, type IconName } from "../ui/icon.tsx";

interface WhyProps extends ComponentProps<"div"> {
  readonly icon: IconName;
  readonly title: string;
}

/** Why there is no image, in its place. */
export function Why({ icon, title, children, ...others }: WhyProps) {
  return (
    <div className="why" {...others}>
      <Icon name={icon} />
      <b>{title}</b>
      {children}
    </div>
  );
}
