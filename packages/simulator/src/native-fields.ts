import type { ModelSpec } from "@seedream-clients/core";
import { type Issue, unsupported } from "./issue.ts";
import type { OpenApiDocument } from "./openapi-document.ts";

/** Finds a field that other models of the provider accept, and this one does not. */
export function nativeIssue(request: object, { native }: ModelSpec, document: OpenApiDocument): Issue | undefined {
  if (!native) return undefined;
  const { models } = document["x-seedream-models"];
  const foreign = Object.keys(request).find(
    (name) => !native.includes(name) && models.some((model) => model.native?.includes(name)),
  );
  return foreign === undefined ? undefined : unsupported(foreign);
}
