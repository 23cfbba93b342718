import type { Spec } from "./spec.ts";

/**
 * First line of every generated file. It names neither the spec's version nor a hash of the spec, because either would
 * rewrite every file when a description changes.
 */
export function header({ file }: Spec): string {
  return `// Generated from ${file}. Do not edit: change the spec and run \`pnpm generate\`.\n\n`;
}
