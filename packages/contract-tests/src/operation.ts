interface RequestLine {
  readonly method: string;
  readonly url: string;
}

/** Returns the name of the paid operation, as `"post /images/generations"`. */
export function paidOperation({ path }: { readonly path: string }): string {
  return `post ${path}`;
}

/**
 * Returns the values of the path parameters of an operation; `undefined` if the request is for another operation. The
 * URL may have any prefix before the path of the operation.
 */
export function readOperation(operation: string, { method, url }: RequestLine): readonly string[] | undefined {
  const [verb = "", path = ""] = operation.split(" ");
  const parts = path.split("/").slice(1);
  const segments = new URL(url).pathname.split("/").slice(-parts.length);
  const isParameter = (position: number) => parts[position]?.startsWith("{") ?? false;
  const matches = parts.every((part, position) => isParameter(position) || part === segments[position]);
  if (verb !== method.toLowerCase() || !matches) return undefined;
  return segments.filter((_, position) => isParameter(position)).map(decodeURIComponent);
}
