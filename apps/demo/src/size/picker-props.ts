import type { ModelSpec } from "@seedream-clients/core";
import type { SizeChoice } from "./size.ts";

/** Props of the size picker, and of each form that it shows. */
export interface SizePickerProps {
  readonly model: ModelSpec;
  readonly choice: SizeChoice;
  readonly onChange: (choice: SizeChoice) => void;
}
