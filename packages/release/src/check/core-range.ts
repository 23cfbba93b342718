const CORE = "@seedream-clients/core";
// Omits `~1` and `1`, because they accept any minor version.
const PATCHES = /^(~\d+\.\d+(\.\d+[-+.\w]*)?|\d+\.\d+\.\d+[-+.\w]*)$/;

/**
 * Checks the range of core in a package that uses `core/client`. That entry may change in any minor version, so a range
 * that accepts further minor versions would break the published package.
 */
export function checkCoreRange(manifest: string, modules: ReadonlyMap<string, string>): string[] {
  const usesKit = [...modules.values()].some((text) => text.includes(`"${CORE}/client"`));
  const { dependencies = {} }: { dependencies?: Record<string, string> } = JSON.parse(manifest);
  const range = dependencies[CORE];
  if (!usesKit || range === undefined || PATCHES.test(range)) return [];
  return [`package.json takes ${range} of ${CORE}, and ${CORE}/client may change in any minor; write workspace:~`];
}
