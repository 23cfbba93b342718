import { model, type PeerRequest, type PeerResult, prompt } from "./peer.ts";

/** Returns the body of a request to Ark. */
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

/** Returns Ark's fields for a group of images. */
function groupOf(count: number) {
  if (count === 1) return {};
  return {
    sequential_image_generation: "auto" as const,
    sequential_image_generation_options: { max_images: count },
  };
}

/** The part of Ark's response that a program reads after it asked for links. */
export interface ArkResponse {
  readonly data?: readonly { readonly url?: string | undefined }[] | undefined;
}

/** Returns the links. Like most programs, it ignores an error in place of an image. */
export function resultOf({ data = [] }: ArkResponse): PeerResult {
  return { images: data.flatMap(({ url }) => (url ? [url] : [])), failures: [] };
}
