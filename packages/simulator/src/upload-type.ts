/** Media types that can be uploaded. */
export type UploadType = "image/jpeg" | "image/png" | "image/webp" | "image/gif";

const BEGINNINGS: readonly (readonly [UploadType, RegExp])[] = [
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/png", /^\x89PNG/],
  ["image/webp", /^RIFF.{4}WEBP/s],
  ["image/gif", /^GIF8[79]a/],
];

/** Returns the media type by the first bytes; `undefined` for a file that cannot be uploaded. */
export function uploadType(bytes: Uint8Array): UploadType | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 12));
  return BEGINNINGS.find(([, beginning]) => beginning.test(start))?.[0];
}
