import { isObject, type JsonObject, type Path } from "./json.ts";
import type { Problem } from "./problem.ts";
import { dereference } from "./references.ts";
import type { Spec } from "./spec.ts";

/** Path of the operation that makes images: the one POST whose address ends in `/images/generations`. */
export function findOperation(spec: Spec): { path: Path } | { problems: Problem[] } {
  const { paths } = spec.document;
  const found = Object.entries(isObject(paths) ? paths : {}).flatMap(([path, item]) =>
    path.endsWith("/images/generations") && isObject(item) && item.post ? [["paths", path, "post"]] : [],
  );
  const [first, ...others] = found;
  if (first && others.length === 0) return { path: first };
  const reason = first ? "several POST paths end in /images/generations" : "no POST path ends in /images/generations";
  const remedy = "the client is made for one: describe the request for images once, under such a path";
  return { problems: [{ file: spec.file, ...spec.at(others[0] ?? ["paths"]), reason, remedy }] };
}

/** Schema of the operation's JSON request body. */
export function requestSchema(document: JsonObject, operation: JsonObject): JsonObject {
  const { content } = dereference(document, operation.requestBody);
  const media = isObject(content) ? content["application/json"] : undefined;
  return dereference(document, isObject(media) ? media.schema : undefined);
}
