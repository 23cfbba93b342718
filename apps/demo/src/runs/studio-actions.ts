import { contextOf } from "../ui/context.ts";
import type { Group } from "./groups.ts";
import type { Message, RunState } from "./run-state.ts";

/** A picture in its run. */
export interface Pick {
  readonly run: RunState;
  readonly index: number;
}

/** What people can do with runs, wherever one is shown. */
export interface StudioActions {
  /** Fills the form with the request of a group; sends nothing. */
  readonly again: (group: Group) => void;
  readonly cancel: (run: RunState) => void;
  readonly resume: (run: RunState) => void;
  readonly remove: (group: Group) => void;
  /** Adds pictures to the references of the form. */
  readonly reference: (images: readonly Message<"image">[]) => void;
  /** How many more references the model accepts. */
  readonly room: number;
  readonly open: (pick: Pick) => void;
  /** Seconds to the next attempt to reach the server; `undefined` while it is reached. */
  readonly retryIn: number | undefined;
  readonly retryNow: () => void;
}

export const [ActionsContext, useActions] = contextOf<StudioActions>("What can be done with runs");
