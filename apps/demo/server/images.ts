import type { GeneratedImage } from "@seedream-clients/core";

/** Where images are kept. */
export interface ImageFiles {
  /** Keeps an image under a name. Returns the place where it is, for the journal. */
  save(image: GeneratedImage, name: string): Promise<string>;
  /** Reads an image; `undefined` when it is gone. */
  read(place: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  remove(place: string): Promise<void>;
}
