/** A request that its schema has passed. */
export interface ArkRequest {
  readonly model: string;
  readonly prompt: string;
  readonly image?: string | readonly string[];
  readonly size?: string;
  readonly sequential_image_generation?: "auto" | "disabled";
  readonly sequential_image_generation_options?: { readonly max_images?: number };
  readonly stream?: boolean;
  readonly response_format?: "url" | "b64_json";
  readonly output_format?: "jpeg" | "png";
  readonly watermark?: boolean;
  readonly optimize_prompt_options?: { readonly mode?: "standard" | "fast" };
  readonly tools?: readonly { readonly type: string }[];
  readonly layer_decomposition?: boolean;
  readonly background?: "opaque" | "transparent" | "auto";
}

/** The reference images of a request. */
export function referencesOf({ image = [] }: ArkRequest): readonly string[] {
  return typeof image === "string" ? [image] : image;
}
