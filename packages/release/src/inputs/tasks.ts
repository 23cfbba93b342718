import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ReleaseError } from "../release-error.ts";

/** Returns the names of the tasks that `pnpm test` runs, from its script in the package.json of the root. */
export async function cachedTasks(root: string): Promise<string[]> {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(
    await readFile(join(root, "package.json"), "utf8"),
  );
  const [program, command, ...rest] = scripts.test?.split(" ") ?? [];
  const names = rest.filter((word) => !word.startsWith("-"));
  if (program === "turbo" && command === "run" && names.length > 0) return names;
  throw new ReleaseError(
    `"test" in package.json is "${scripts.test}"; it must be \`turbo run\` and the names of tasks`,
  );
}
