import { asList, asObject, isObject, type Json, type JsonObject } from "@seedream-clients/codegen/src/json.ts";

/** Moves a base path from the front of all paths into the servers if our spec has it there. The URLs stay the same. */
export function alignBasePath(document: JsonObject, ours: JsonObject): JsonObject {
  const paths = Object.entries(asObject(document.paths));
  const base = paths.map(([path]) => baseOf(path, ours)).find((found) => found !== "");
  if (!base || !paths.every(([path]) => path.startsWith(`${base}/`))) return document;
  return {
    ...document,
    servers: asList(document.servers).map((server) => withBase(server, base)),
    paths: Object.fromEntries(paths.map(([path, item]) => [path.slice(base.length), item])),
  };
}

function baseOf(path: string, ours: JsonObject): string {
  const known = Object.keys(asObject(ours.paths));
  if (known.includes(path)) return "";
  const end = known.find((own) => path.endsWith(own));
  return end === undefined ? "" : path.slice(0, -end.length);
}

function withBase(server: Json, base: string): Json {
  return isObject(server) && typeof server.url === "string"
    ? { ...server, url: server.url.replace(/\/*$/, base) }
    : server;
}
