import type { Usage } from "./contract.ts";
import type { ImageFacts } from "./image.ts";

/** One thing that a provider's answer, event or task says, in one form for all: what `fromWire` makes of the wire. */
export type Part =
  | { readonly type: "progress"; readonly status: string; readonly fraction?: number | undefined }
  | ({ readonly type: "image"; readonly index: number } & Omit<ImageFacts, "mediaType"> & {
        /** Format that the provider names, such as `"png"`. */
        readonly format?: string | undefined;
      })
  /** One image failed; `error` is as on the wire. */
  | { readonly type: "failure"; readonly index: number; readonly error: unknown }
  /** The whole request failed. */
  | { readonly type: "error"; readonly error: unknown }
  /** Everything has been said. */
  | {
      readonly type: "end";
      readonly model?: string | undefined;
      readonly createdAt?: Date | undefined;
      readonly usage: Usage;
    }
  /** Nothing that is known here. */
  | { readonly type: "unknown"; readonly name: string };
