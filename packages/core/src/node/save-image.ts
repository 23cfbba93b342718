import { randomUUID } from "node:crypto";
import { link, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { anyFormat } from "../any-format.ts";
import type { GeneratedImage, ReadOptions } from "../image.ts";
import { sniffFormat } from "../media-type.ts";
import { lookupHost } from "./lookup-host.ts";

const imageExtension = /^\.(jpe?g|png|webp|gif|bmp|tiff?|hei[cf])$/i;

/** Options of {@link saveImage}. */
export interface SaveOptions extends ReadOptions {
  /** Whether a file that is there already may be replaced. Default `false`. */
  overwrite?: boolean;
}

/** A file that was written. */
export interface SavedImage {
  /** Absolute path, with the extension of what the file is. */
  readonly path: string;
  readonly bytes: number;
  readonly mediaType: string;
}

/**
 * Writes an image to a file, whole or not at all. The extension is that of the content: `saveImage(image, "out/cat")`
 * and `saveImage(image, "out/cat.png")` both write `out/cat.jpg` when the image is a JPEG. Folders are made.
 *
 * @throws {DownloadError} when the image cannot be fetched.
 * @throws the file system's error, such as `EEXIST` when the file is there and `overwrite` is not set.
 */
export async function saveImage(
  image: GeneratedImage,
  file: string,
  { overwrite = false, ...read }: SaveOptions = {},
): Promise<SavedImage> {
  const bytes = await image.bytes({ lookup: lookupHost, ...read });
  const sniffed = sniffFormat(Buffer.from(bytes.subarray(0, 24)).toString("base64"), anyFormat);
  const format = sniffed ?? image.mediaType.slice("image/".length);
  const wanted = resolve(file);
  const given = extname(wanted);
  const isJpeg = format === "jpeg" && [".jpg", ".jpeg"].includes(given.toLowerCase());
  const extension = isJpeg ? given : extensionOf(format);
  const folder = dirname(wanted);
  const path = join(folder, basename(wanted, imageExtension.test(given) ? given : undefined) + extension);
  const aside = join(folder, `.${basename(path)}.${randomUUID()}.part`);

  await mkdir(folder, { recursive: true });
  try {
    await writeFile(aside, bytes, { flag: "wx", flush: true });
    // A link, unlike a rename, refuses to take the place of a file that is there.
    await (overwrite ? rename(aside, path) : link(aside, path));
  } finally {
    await rm(aside, { force: true });
  }
  return { path, bytes: bytes.length, mediaType: `image/${format}` };
}

/** A file's name is not for the server to say: an unknown format is `.bin`. */
function extensionOf(format: string): string {
  const extension = `.${format === "jpeg" ? "jpg" : format}`;
  return imageExtension.test(extension) ? extension : ".bin";
}
