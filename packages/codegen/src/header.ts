import { valueAt } from "./json.ts";
import type { Spec } from "./spec.ts";

/** First lines of every generated file. */
export function header(spec: Spec): string {
  const version = valueAt(spec.document, ["info", "version"]);
  return `// Generated from ${spec.file}, version ${version}, sha256 ${spec.hash}.
// Do not edit: change the spec and run \`pnpm generate\`.

`;
}
