const BYTES = 10_000_000;
const JPEG = [0xff, 0xd8, 0xff, 0xe0];

/** As many references as a model accepts, each nearly as large as it may be: `"bytes"`, or else `data:` URIs. */
export function makeReferences(form) {
  return Array.from({ length: 14 }, (_, index) => {
    const file = Buffer.alloc(BYTES, index);
    file.set(JPEG);
    return form === "bytes" ? file : toURI(file);
  });
}

export function toURI(file) {
  return `data:image/jpeg;base64,${file.toString("base64")}`;
}
