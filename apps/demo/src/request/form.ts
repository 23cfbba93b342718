import type { ModelSpec } from "@seedream-clients/core";
import type { ProviderInfo } from "../../server/messages.ts";
import { contextOf } from "../ui/context.ts";
import type { Draft } from "./draft.ts";
import type { Checks } from "./use-checks.ts";
import type { DraftChange } from "./use-draft.ts";

/** The form, as its fields see it. */
export interface Form {
  readonly draft: Draft;
  readonly change: (patch: DraftChange) => void;
  readonly providers: readonly ProviderInfo[];
  /** The providers that the draft goes to. */
  readonly to: readonly ProviderInfo[];
  /** The row of the model that the form goes by. */
  readonly spec: ModelSpec;
  readonly checks: Checks;
}

export const [FormContext, useForm] = contextOf<Form>("The form");
