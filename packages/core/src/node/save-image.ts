import { basename, dirname, extname, join, resolve, sep } from "node:path";
import { InvalidRequestError } from "../contract/errors.ts";
import type { GeneratedImage, ReadOptions } from "../contract/image.ts";
import type { Downloader } from "../images/downloader.ts";
import { formatOf } from "../images/formats.ts";
import { FetchedImage } from "../images/generated-image.ts";
import { systemClock } from "../transport/clock.ts";
import { writeWhole } from "./write-whole.ts";

const imageExtension = /\.(jpe?g|png|webp|gif|bmp|tiff?|hei[cf])$/i;

/** A path that ends in a folder or in no name. */
const folderPath = sep === "/" ? /(^|\/)\.{0,2}$/ : /(^|[\\/:])\.{0,2}$/;

/** Settings for links without a client. */
const plainDownloader: Downloader = {
  clock: systemClock,
  fetch: (...input) => fetch(...input),
  download: {},
  redact: (outside) => outside,
};

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
 * @param image An image of a result, or a link that you kept. A link is fetched as images are: without credentials,
 * from public addresses, within the default `DownloadLimits`.
 * @throws {DownloadError} when the image cannot be downloaded or is not an image.
 * @throws {InvalidRequestError} when `file` has no file name, before anything is downloaded.
 * @throws The error of the file system, for example `EEXIST` when the file exists and `overwrite` is not set.
 */
export async function saveImage(
  image: GeneratedImage | string | URL,
  file: string,
  { overwrite = false, signal, lookup }: SaveOptions = {},
): Promise<SavedImage> {
  checkArguments(image, file);
  const source = isLink(image) ? new FetchedImage({ url: String(image), mediaType: "" }, plainDownloader) : image;
  const bytes = await source.bytes({ signal, lookup });
  const format = formatOf(bytes, "check what its bytes() returns", {});
  const wanted = resolve(file);
  const given = extname(wanted);
  const isJpeg = format === "jpeg" && [".jpg", ".jpeg"].includes(given.toLowerCase());
  const extension = isJpeg ? given : `.${format === "jpeg" ? "jpg" : format}`;
  const name = basename(wanted, imageExtension.test(given) ? given : undefined);
  const path = join(dirname(wanted), name + extension);
  await writeWhole(path, bytes, overwrite);
  return { path, bytes: bytes.length, mediaType: `image/${format}` };
}

/** @throws {InvalidRequestError} for a value of the wrong type, which JavaScript callers may pass. */
function checkArguments(image: unknown, file: unknown): void {
  if (typeof file !== "string") throw new InvalidRequestError("file must be a path as text, such as out/cat");
  if (folderPath.test(file)) {
    throw new InvalidRequestError(`file is ${JSON.stringify(file)}, which has no file name; add one, such as out/cat`);
  }
  if (file.includes("\0")) throw new InvalidRequestError(`file is ${JSON.stringify(file)}; a path must not have a NUL`);
  if (typeof image === "string" || (typeof image === "object" && image && ("bytes" in image || image instanceof URL))) {
    return;
  }
  throw new InvalidRequestError("image is neither an image nor a link; pass result.image, or the link that you kept");
}

function isLink(image: GeneratedImage | string | URL): image is string | URL {
  return typeof image === "string" || image instanceof URL;
}
