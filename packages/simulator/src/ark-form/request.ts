/** A request of Ark's form that matches its schema. */
export interface ArkFormRequest {
  readonly model: string;
  readonly prompt: string;
  readonly image?: string | readonly string[];
  readonly size?: string;
  readonly seed?: number;
  readonly sequential_image_generation?: "auto" | "disabled";
  readonly sequential_image_generation_options?: { readonly max_images?: number };
  readonly stream?: boolean;
  readonly response_format?: "url" | "b64_json";
  readonly watermark?: boolean;
}

/** Returns the reference images of a request. */
export function referencesOf({ image = [] }: ArkFormRequest): readonly string[] {
  return typeof image === "string" ? [image] : image;
}
