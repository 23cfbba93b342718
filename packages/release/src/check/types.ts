import { checkPackage, type Problem, type ResolutionKind } from "@arethetypeswrong/core";
import type { Tarball } from "./tarball.ts";

/** Resolutions that an ESM-only package supports: neither from CommonJS, nor without `exports`. */
const ESM_ONLY: readonly ResolutionKind[] = ["node16-esm", "bundler"];

/** Lists the problems that arethetypeswrong finds for the compilers of users. */
export async function checkTypes({ installed }: Tarball): Promise<string[]> {
  const result = await checkPackage(installed);
  if (!result.types) return ["has no types; run `pnpm build`"];
  return [...new Set(result.problems.filter(concerns).map(describe))];
}

function concerns(problem: Problem): boolean {
  return !("resolutionKind" in problem) || ESM_ONLY.includes(problem.resolutionKind);
}

function describe(problem: Problem): string {
  const where = "entrypoint" in problem ? ` of "${problem.entrypoint}" with ${problem.resolutionKind}` : "";
  return `types${where}: ${problem.kind} (see https://arethetypeswrong.github.io)`;
}
