/**
 * An object whose asynchronous methods load it on first use: the raw client costs nothing until somebody calls it.
 * Calls keep their order, so `use()` before `POST()` holds.
 */
export function lazy<T extends object>(load: () => Promise<T>): T {
  let loaded: Promise<T> | undefined;
  return new Proxy<T>(Object.create(null), {
    get: (_, name) =>
      name === "then" || name === "toJSON" || typeof name === "symbol"
        ? undefined
        : async (...args: unknown[]) => {
            loaded ??= load();
            const method: unknown = Reflect.get(await loaded, name);
            return typeof method === "function" ? method(...args) : method;
          },
  });
}
