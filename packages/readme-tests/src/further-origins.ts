import { isObject, object } from "@seedream-clients/core/client";

/** Lists the origins that a spec has beside its own servers: a path may be on another host, such as that of uploads. */
export function furtherOrigins(spec: unknown): readonly string[] {
  const items = Object.values(object(object(spec).paths)).filter(isObject);
  const places = items.flatMap((item) => [item, ...Object.values(item).filter(isObject)]);
  return places
    .flatMap(({ servers }) => (Array.isArray(servers) ? servers : []))
    .flatMap((server) => {
      const { url } = object(server);
      return typeof url === "string" ? [new URL(url).origin] : [];
    });
}
