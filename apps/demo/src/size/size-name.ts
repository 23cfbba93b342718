import type { ImageSize } from "@seedream-clients/core";
import type { Words } from "../words/words.ts";
import { isKeyword } from "./size.ts";

/** A size for people. */
export function sizeName(size: ImageSize | undefined, words: Words): string {
  if (size === undefined) return words.size.byDefault;
  if (typeof size === "object") return [size.aspectRatio, size.resolution].filter(Boolean).join(" · ");
  return isKeyword(size) ? words.size.keywords[size] : size.replace("x", " × ");
}
