import { type HttpHandler, http } from "msw";
import { toBase64 } from "./base64.ts";
import { linkExpired, noSuchKey } from "./object-store.ts";
import type { ImageFile, Picture } from "./picture.ts";
import { render } from "./render.ts";

const MOST_LINKS = 5000;
const MOST_BYTES = 64 * 1024 * 1024;

/** The images of a simulator, drawn on the first read. Bounded: drops the oldest first. */
export class ImageStore {
  readonly #base: string;
  readonly #pictures = new Map<string, Picture>();
  readonly #files = new Map<string, Promise<ImageFile>>();
  readonly #sizes = new Map<string, number>();
  #total = 0;

  /** @param publicURL base URL of the links, without a slash at the end. */
  constructor(publicURL: string) {
    this.#base = `${publicURL}/images/`;
  }

  /** Returns the link of a picture, which is drawn when the link is first read. */
  link(picture: Picture): string {
    this.#pictures.delete(picture.id);
    this.#pictures.set(picture.id, picture);
    if (this.#pictures.size > MOST_LINKS) {
      const [oldest] = this.#pictures.keys();
      if (oldest !== undefined) this.#pictures.delete(oldest);
    }
    return this.#address(picture);
  }

  /** Links of the pictures that are kept, oldest first. */
  get links(): readonly string[] {
    return [...this.#pictures.values()].map((picture) => this.#address(picture));
  }

  /** Returns the latest pictures with their links, newest first. */
  newest(count: number): readonly { readonly link: string; readonly picture: Picture }[] {
    const pictures = [...this.#pictures.values()].slice(-count).reverse();
    return pictures.map((picture) => ({ link: this.#address(picture), picture }));
  }

  /** Returns the file of a picture in Base64. */
  async inline(picture: Picture): Promise<string> {
    this.link(picture);
    return toBase64((await this.#file(picture)).bytes);
  }

  /** Serves the links. */
  readonly handler: HttpHandler = http.get(
    ({ request }) => request.url.startsWith(this.#base),
    ({ request }) => this.#serve(request.url.slice(this.#base.length)),
  );

  clear(): void {
    this.#pictures.clear();
    this.#files.clear();
    this.#sizes.clear();
    this.#total = 0;
  }

  #address({ id, format }: Picture): string {
    return `${this.#base}${id}.${format}`;
  }

  async #serve(path: string): Promise<Response> {
    const [, id = "", format] = /^([0-9a-f]+)\.(jpeg|png)(?:\?|$)/.exec(path) ?? [];
    const picture = this.#pictures.get(id);
    if (picture?.format !== format || !picture) return noSuchKey();
    if (picture.expired) return linkExpired();
    const { type, bytes } = await this.#file(picture);
    return new Response(bytes, {
      headers: { "content-type": type, "content-length": String(bytes.length), "cache-control": "max-age=86400" },
    });
  }

  #file(picture: Picture): Promise<ImageFile> {
    const { id } = picture;
    const kept = this.#files.get(id);
    const file = kept ?? render(picture);
    this.#files.delete(id);
    this.#files.set(id, file);
    if (!kept) {
      file.then(
        ({ bytes }) => this.#keep(id, file, bytes.length),
        () => this.#drop(id),
      );
    }
    return file;
  }

  #keep(id: string, file: Promise<ImageFile>, size: number): void {
    if (this.#files.get(id) !== file) return;
    this.#sizes.set(id, size);
    this.#total += size;
    // The map has the least recently read file first; files that are still being drawn have no size yet.
    for (const oldest of this.#files.keys()) {
      if (this.#total <= MOST_BYTES) break;
      if (this.#sizes.has(oldest)) this.#drop(oldest);
    }
  }

  #drop(id: string): void {
    this.#total -= this.#sizes.get(id) ?? 0;
    this.#sizes.delete(id);
    this.#files.delete(id);
  }
}
