import { pnpm } from "./pnpm.ts";
import { ReleaseError } from "./release-error.ts";

/** Returns the URL of the registry that pnpm is configured for. Ends in `/`. */
export async function registryUrl(root: string): Promise<string> {
  const { code, stdout, output } = await pnpm(["config", "get", "registry"], { cwd: root });
  const url = stdout.trim();
  if (code !== 0 || !URL.canParse(url))
    throw new ReleaseError(`\`pnpm config get registry\` returned no URL:\n${output}`);
  return url.endsWith("/") ? url : `${url}/`;
}
