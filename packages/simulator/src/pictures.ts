import { digest } from "./hash.ts";
import type { Picture } from "./picture.ts";

/** What the pictures of one request have in common. */
export type PictureStyle = Omit<Picture, "id" | "index" | "total" | "theme" | "layer" | "expired">;

/** The same picture at an address that is no longer good. */
export function expired(picture: Picture): Picture {
  return { ...picture, id: digest(`${picture.id} expired`), expired: true };
}

/**
 * The pictures of one request.
 *
 * @param fingerprint the same for the same request, so that the same images come of it.
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
