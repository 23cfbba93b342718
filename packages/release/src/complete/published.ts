import type { PublicPackage } from "../public-packages.ts";
import { ReleaseError } from "../release-error.ts";

/** Whether the registry has this version of a package. */
export async function isPublished({ name, version }: PublicPackage, registry: string): Promise<boolean> {
  const url = new URL(name.replace("/", "%2F"), registry);
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch((error: Error) => {
    throw new ReleaseError(`${url} cannot be reached: ${error.message}; run the command again`);
  });
  if (response.status === 404) return false;
  if (!response.ok) throw new ReleaseError(`${url} responded with ${response.status}; run the command again`);
  const { versions }: { versions: Readonly<Record<string, unknown>> } = await response.json();
  return version in versions;
}
