import { checkPackage, type Problem, type ResolutionKind } from "@arethetypeswrong/core";
import type { Tarball } from "./tarball.ts";

/** How an ESM-only package is resolved: not by CommonJS's types, and not by what came before `exports`. */
const ESM_ONLY: readonly ResolutionKind[] = ["node16-esm", "bundler"];

/** What consumers' compilers would stumble over, by arethetypeswrong. */
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
