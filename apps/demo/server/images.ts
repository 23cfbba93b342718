import { DownloadError, type GeneratedImage, NotFoundError } from "@seedream-clients/core";
import type { JobImage, Json } from "@seedream-clients/jobs";

/** Where images are kept. */
export interface ImageFiles {
  /** Keeps an image under a name. Returns what finds it again, for the journal. */
  save(image: GeneratedImage, name: string): Promise<Json>;
  /** @throws when the file is gone. */
  read(saved: Json | undefined): Promise<Uint8Array<ArrayBuffer>>;
  remove(saved: Json | undefined): Promise<void>;
}

/**
 * Saves an image. It is made and paid for also when it cannot be fetched: its place says why it cannot be shown.
 *
 * @param mayComeBack whether a server that does not respond is worth another try.
 */
export async function saveTo(
  files: ImageFiles,
  image: GeneratedImage,
  name: string,
  mayComeBack: boolean,
): Promise<Json> {
  try {
    return await files.save(image, name);
  } catch (error) {
    const isFinal = DownloadError.isInstance(error) && !(error.retryable && mayComeBack);
    if (isFinal) return { problem: error.reason ?? error.message };
    throw error;
  }
}

/** Reads an image that was saved. */
export async function readFrom(files: ImageFiles, { saved }: JobImage): Promise<Uint8Array<ArrayBuffer>> {
  const { problem } = Object(saved);
  if (problem) throw new DownloadError(String(problem));
  return files.read(saved).catch((cause: unknown) => {
    throw new NotFoundError("The file of the image is gone", { status: 404, cause });
  });
}
