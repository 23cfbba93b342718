import { digest } from "./hash.ts";
import type { Picture } from "./picture.ts";

/** The common part of the pictures of one request. */
export type PictureStyle = Omit<Picture, "id" | "index" | "total" | "theme" | "layer" | "expired">;

/** Returns the same picture with an expired link. */
export function expired(picture: Picture): Picture {
  return { ...picture, id: digest(`${picture.id} expired`), expired: true };
}

/**
 * Makes the pictures of one request.
 *
 * @param fingerprint Digest of the request, so that the same request has the same images.
 */
export function picturesFor(style: PictureStyle, total: number, fingerprint: string): readonly Picture[] {
  return Array.from({ length: total }, (_, index) => ({
    ...style,
    id: digest(`${fingerprint} ${style.model} ${index}`),
    index,
    total,
    theme: fingerprint,
  }));
}
