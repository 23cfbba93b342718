/** A reference image: a link, or a file as a `data:` URI. */
export interface Reference {
  readonly key: string;
  /** Name of the file, or host of the link; absent for a file of an earlier request. */
  readonly name?: string;
  readonly url: string;
  /** Width and height, once the browser has read them; it cannot for every format. */
  readonly sides?: readonly [width: number, height: number];
}

/** Returns the references of a request for the form. */
export function referencesOf(images: readonly string[] = []): readonly Reference[] {
  return images.map((url) => linkedBy(url) ?? { key: crypto.randomUUID(), url });
}

/** Returns the reference of a link; `undefined` for a text that is not a link. */
export function linkedBy(text: string): Reference | undefined {
  const url = URL.parse(text.trim());
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return undefined;
  return { key: crypto.randomUUID(), name: url.hostname, url: url.href };
}

export function readFile(file: File): Promise<Reference> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ key: crypto.randomUUID(), name: file.name, url: String(reader.result) });
    reader.onerror = () => reject(reader.error);
    // A file without its extension may be an image. The clients check its bytes.
    reader.readAsDataURL(file.type.startsWith("image/") ? file : new Blob([file], { type: "image/png" }));
  });
}
