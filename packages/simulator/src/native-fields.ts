import type { ModelSpec } from "@seedream-clients/core";
import { type Issue, unsupported } from "./issue.ts";
import type { OpenApiDocument } from "./openapi-document.ts";

/** Finds a field, at any depth, that other models of the provider accept, and this one does not. */
export function nativeIssue(request: object, { native }: ModelSpec, document: OpenApiDocument): Issue | undefined {
  if (!native) return undefined;
  const { models } = document["x-seedream-models"];
  const foreign = [...fieldsOf(request)].find(
    ({ name }) => !native.includes(name) && models.some((model) => model.native?.includes(name)),
  );
  return foreign && unsupported(foreign.path);
}

/** Yields the fields of a request and of its objects, because some providers nest the fields of the image. */
function* fieldsOf(request: object, parents = ""): Generator<{ readonly name: string; readonly path: string }> {
  for (const [name, value] of Object.entries(request)) {
    yield { name, path: parents + name };
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      yield* fieldsOf(value, `${parents}${name}.`);
    }
  }
}
