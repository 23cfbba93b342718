import { type HttpHandler, http } from "msw";
import { noSuchKey } from "./object-store.ts";
import type { UploadType } from "./upload-type.ts";

const MOST_BYTES = 64 * 1024 * 1024;

interface Upload {
  readonly type: UploadType;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The latest uploads, up to 64 MB. */
export class UploadStore {
  readonly #base: string;
  readonly #files = new Map<string, Upload>();
  #total = 0;

  /** @param publicURL Base URL of the links, without a slash at the end. */
  constructor(publicURL: string) {
    this.#base = `${publicURL}/uploads/`;
  }

  /** Keeps a file and returns its URL. */
  add(id: string, type: UploadType, bytes: Uint8Array<ArrayBuffer>): string {
    const name = `${id}.${type.slice("image/".length)}`;
    this.#files.set(name, { type, bytes });
    this.#total += bytes.length;
    for (const [oldest, file] of this.#files) {
      if (this.#total <= MOST_BYTES) break;
      this.#files.delete(oldest);
      this.#total -= file.bytes.length;
    }
    return this.#base + name;
  }

  /** Serves the links. */
  readonly handler: HttpHandler = http.get(
    ({ request }) => request.url.startsWith(this.#base),
    ({ request }) => {
      const file = this.#files.get(request.url.slice(this.#base.length));
      return file ? new Response(file.bytes, { headers: { "content-type": file.type } }) : noSuchKey();
    },
  );

  clear(): void {
    this.#files.clear();
    this.#total = 0;
  }
}
