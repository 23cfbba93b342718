/** JSON of values that may contain bytes and headers. */
export function encode(value: unknown): string {
  return JSON.stringify(value, function replace(this: unknown, key, replaced: unknown) {
    // `replaced` is useless here, because Node's buffers have already become plain objects.
    const original: unknown = typeof this === "object" && this !== null ? Reflect.get(this, key) : replaced;
    if (original instanceof Uint8Array) return { $base64: Buffer.from(original).toString("base64") };
    if (original instanceof Headers) return { $headers: [...original] };
    return replaced;
  });
}

/** Parses JSON of {@link encode}. */
export function decode<T>(json: string): T {
  return JSON.parse(json, (_, value) => {
    if (typeof value !== "object" || value === null) return value;
    if (typeof value.$base64 === "string") return new Uint8Array(Buffer.from(value.$base64, "base64"));
    return value.$headers ? new Headers(value.$headers) : value;
  });
}
