import { model, type PeerRequest, type PeerResult, prompt } from "./peer.ts";

/** Body of a request to Ark. */
export function bodyOf({ count, images }: PeerRequest) {
  return {
    model,
    prompt,
    ...(images && { image: images.map(String) }),
    ...groupOf(count),
    response_format: "url" as const,
    watermark: false,
  };
}

/** Ark's fields for a group of images. */
function groupOf(count: number) {
  if (count === 1) return {};
  return {
    sequential_image_generation: "auto" as const,
    sequential_image_generation_options: { max_images: count },
  };
}

/** Ark's response, as far as a program reads it that asked for links. */
export interface ArkResponse {
  readonly data?: readonly { readonly url?: string | undefined }[] | undefined;
}

/** Returns the links. Like most programs, it does not look for errors in the place of an image. */
export function resultOf({ data = [] }: ArkResponse): PeerResult {
  return { images: data.flatMap(({ url }) => (url ? [url] : [])), failures: [] };
}
