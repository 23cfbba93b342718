import type { Spec } from "./spec.ts";

/**
 * First line of every generated file. It names neither the spec's version nor a hash of the spec, because either would
 * rewrite every file when a description changes.
 */
export function header({ file }: Spec): string {
  return `// Generated from ${file}. Do not edit: change the spec and run \`pnpm generate\`.\n\n`;
}

/** First line of a file that is generated from all specs. */
export const HEADER_OF_ALL =
  "// Generated from specs/*/openapi.yaml. Do not edit: change the specs and run `pnpm generate`.\n\n";
