/** A place in a document. */
export interface Place {
  /** JSON pointer, free of references on the way. */
  readonly pointer: string;
  readonly value: object;
}

/** The object behind a path of keys, `$ref`s followed; `undefined` where there is none. */
export function findPointer(
  document: object,
  keys: readonly string[],
  from: Place = root(document),
): Place | undefined {
  const place = follow(document, from);
  const [key, ...rest] = keys;
  if (key === undefined || !place) return place;
  const value: unknown = Reflect.get(place.value, key);
  if (typeof value !== "object" || value === null) return undefined;
  return findPointer(document, rest, { pointer: `${place.pointer}/${toToken(key)}`, value });
}

function follow(document: object, place: Place): Place | undefined {
  const reference: unknown = Reflect.get(place.value, "$ref");
  if (typeof reference !== "string") return place;
  return findPointer(document, reference.replace(/^#\//, "").split("/").map(fromToken));
}

function root(document: object): Place {
  return { pointer: "", value: document };
}

function toToken(key: string): string {
  return encodeURIComponent(key.replaceAll("~", "~0").replaceAll("/", "~1"));
}

function fromToken(key: string): string {
  return decodeURIComponent(key).replaceAll("~1", "/").replaceAll("~0", "~");
}
