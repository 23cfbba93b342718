import { isObject, object } from "@seedream-clients/core/client";

/** Lists the origins of a spec beside its main servers, because a path may have another host, such as for uploads. */
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
