import type { ArkFormRequest } from "../ark-form/request.ts";

/** A request that matches its schema. */
export interface ArkRequest extends ArkFormRequest {
  readonly output_format?: "jpeg" | "png";
  readonly optimize_prompt_options?: { readonly mode?: "standard" | "fast" };
  readonly tools?: readonly { readonly type: string }[];
  readonly layer_decomposition?: boolean;
  readonly background?: "opaque" | "transparent" | "auto";
}
