/** An object in a document. */
export interface Location {
  /** JSON pointer, with all references on the way resolved. */
  readonly pointer: string;
  readonly value: object;
}

/** Returns the object at a path of keys, `$ref`s followed; `undefined` if there is none. */
export function findPointer(
  document: object,
  keys: readonly string[],
  from: Location = { pointer: "", value: document },
): Location | undefined {
  const location = follow(document, from);
  const [key, ...rest] = keys;
  if (key === undefined || !location) return location;
  const value: unknown = Reflect.get(location.value, key);
  if (typeof value !== "object" || value === null) return undefined;
  return findPointer(document, rest, { pointer: `${location.pointer}/${toToken(key)}`, value });
}

function follow(document: object, location: Location): Location | undefined {
  const reference: unknown = Reflect.get(location.value, "$ref");
  if (typeof reference !== "string") return location;
  return findPointer(document, reference.replace(/^#\//, "").split("/").map(fromToken));
}

function toToken(key: string): string {
  return encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function fromToken(key: string): string {
  return decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
}
