import "react";

declare module "react" {
  /** Variables of the style sheets. */
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined;
  }
}
