/** A request, as far as it tells what it is for. */
interface Asking {
  readonly method: string;
  readonly url: string;
}

/** The name of the operation that costs money, as `"post /images/generations"`. */
export function paidOperation({ path }: { readonly path: string }): string {
  return `post ${path}`;
}

/**
 * The values in the braces of an operation, when a request is for it; `undefined` when it is for another. The address
 * may have anything ahead of the operation's own path.
 */
export function readOperation(operation: string, { method, url }: Asking): readonly string[] | undefined {
  const [verb = "", path = ""] = operation.split(" ");
  const parts = path.split("/").slice(1);
  const given = new URL(url).pathname.split("/").slice(-parts.length);
  const isValue = (position: number) => parts[position]?.startsWith("{") ?? false;
  const fits = parts.every((part, position) => isValue(position) || part === given[position]);
  if (verb !== method.toLowerCase() || !fits) return undefined;
  return given.filter((_, position) => isValue(position)).map(decodeURIComponent);
}
