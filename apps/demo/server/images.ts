import type { GeneratedImage } from "@seedream-clients/core";

/** Storage of images. */
export interface ImageFiles {
  /** Saves an image under a name. Returns its place, for the journal. */
  save(image: GeneratedImage, name: string): Promise<string>;
  /** Reads an image; `undefined` when it is gone. */
  read(place: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  remove(place: string): Promise<void>;
}
