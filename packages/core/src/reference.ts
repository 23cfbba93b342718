import { anyFormat } from "./any-format.ts";
import { toBase64 } from "./base64.ts";
import type { ReferenceImage } from "./contract.ts";
import type { Allowed, Note, Rule } from "./finding.ts";
import { sniffFormat } from "./media-type.ts";
import type { ModelSpec } from "./models.ts";

/** The reference images of a request as URLs and `data:` URIs. */
export function toReferences(
  images: readonly ReferenceImage[],
  model: ModelSpec | undefined,
  note: Note,
): Promise<string[]> {
  return Promise.all(
    images.map((image, position) =>
      toReference(image, model?.references, (rule, value, allowed) =>
        note(`images[${position}]`, rule, value, allowed),
      ),
    ),
  );
}

/** The type in the URI is that of the bytes, whatever a name or a Blob says. */
async function toReference(
  image: ReferenceImage,
  limits: ModelSpec["references"],
  note: (rule: Rule, value: unknown, allowed: Allowed) => void,
): Promise<string> {
  const inline = typeof image === "string" || image instanceof URL ? undefined : await encode(image);
  const url = inline === undefined ? String(image) : `data:image/${sniffFormat(inline, anyFormat)};base64,${inline}`;
  const data = /^data:image\/[a-z]+;base64,(.*)/s.exec(url)?.[1];
  if (data === undefined) {
    if (!/^https?:\/\/\S+$/i.test(url)) note("form", url, ["https://…", "data:image/png;base64,…"]);
    return url;
  }
  const format = sniffFormat(data, anyFormat);
  const padding = data.indexOf("=", data.length - 2);
  const size = Math.floor((padding < 0 ? data.length : padding) * 0.75);
  const { formats = [], bytes = size } = limits ?? {};
  if (!format) note("no-image", undefined, formats);
  else if (limits && !formats.some((known) => known === format)) note("format", format, formats);
  else if (size > bytes) note("bytes", size, bytes);
  return url;
}

async function encode(image: Blob | Uint8Array): Promise<string> {
  return toBase64(image instanceof Blob ? new Uint8Array(await image.arrayBuffer()) : image);
}
