import { randomUUID } from "node:crypto";
import { link, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import type { GeneratedImage, ReadOptions } from "../contract/image.ts";
import { sniffFormat } from "../images/formats.ts";
import { lookupHost } from "./lookup-host.ts";

const imageExtension = /^\.(jpe?g|png|webp|gif|bmp|tiff?|hei[cf])$/i;

/** Options of {@link saveImage}. */
export interface SaveOptions extends ReadOptions {
  /** Whether to replace a file that exists. Default: `false`. */
  overwrite?: boolean | undefined;
}

/** A file that was written. */
export interface SavedImage {
  /** Absolute path, with the extension of the content. */
  readonly path: string;
  readonly bytes: number;
  readonly mediaType: string;
}

/**
 * Writes an image to a file, whole or not at all. Chooses the extension by the content: `saveImage(image, "out/cat")`
 * and `saveImage(image, "out/cat.png")` both write `out/cat.jpg` when the image is a JPEG. Creates missing folders.
 *
 * @throws {DownloadError} when the image cannot be downloaded.
 * @throws The error of the file system, for example `EEXIST` when the file exists and `overwrite` is not set.
 */
export async function saveImage(
  image: GeneratedImage,
  file: string,
  { overwrite = false, signal, lookup = lookupHost }: SaveOptions = {},
): Promise<SavedImage> {
  const bytes = await image.bytes({ signal, lookup });
  const sniffed = sniffFormat(Buffer.from(bytes.subarray(0, 24)).toString("base64"));
  const format = sniffed ?? image.mediaType.slice("image/".length);
  const wanted = resolve(file);
  const given = extname(wanted);
  const isJpeg = format === "jpeg" && [".jpg", ".jpeg"].includes(given.toLowerCase());
  const extension = isJpeg ? given : extensionOf(format);
  const folder = dirname(wanted);
  const path = join(folder, basename(wanted, imageExtension.test(given) ? given : undefined) + extension);
  const partial = join(folder, `.${basename(path)}.${randomUUID()}.part`);

  await mkdir(folder, { recursive: true });
  try {
    await writeFile(partial, bytes, { flag: "wx", flush: true });
    // A link, unlike a rename, refuses to replace a file.
    await (overwrite ? rename(partial, path) : link(partial, path));
  } finally {
    await rm(partial, { force: true });
  }
  return { path, bytes: bytes.length, mediaType: `image/${format}` };
}

/** The server must not choose the extension, so unknown formats become `.bin`. */
function extensionOf(format: string): string {
  const extension = `.${format === "jpeg" ? "jpg" : format}`;
  return imageExtension.test(extension) ? extension : ".bin";
}
