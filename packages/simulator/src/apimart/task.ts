import type { Picture } from "../picture.ts";
import type { Task } from "../tasks.ts";
import type { APIMartScenario } from "./scenarios.ts";

/** A task, with the content of its result. */
export interface ImageTask extends Task {
  readonly pictures: readonly Picture[];
  readonly scenario: APIMartScenario | undefined;
  /** Whether its result has sizes, formats and layers. */
  readonly describesImages: boolean;
}
