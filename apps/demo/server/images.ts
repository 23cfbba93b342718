import type { GeneratedImage } from "@seedream-clients/core";
import type { Json } from "@seedream-clients/jobs";

/** Where images are kept. */
export interface ImageFiles {
  /** Keeps an image under a name. Returns what finds it again, for the journal. */
  save(image: GeneratedImage, name: string): Promise<Json>;
  /** Reads an image; `undefined` when it is gone. */
  read(saved: Json | undefined): Promise<Uint8Array<ArrayBuffer> | undefined>;
  remove(saved: Json): Promise<void>;
}
