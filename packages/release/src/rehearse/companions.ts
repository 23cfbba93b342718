import type { PublicPackage } from "../public-packages.ts";

/** What a project installs beside a package, by its id: peers, and the client that the package is used with. */
const companions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  simulator: { msw: "^3.0.5" },
  "ai-sdk": { ai: "^7.0.173", "@seedream-clients/ark": "*" },
  jobs: { "@seedream-clients/ark": "*" },
  web: { "@seedream-clients/ark": "*", "@seedream-clients/jobs": "*", react: "^19.3.1" },
};

export function companionsOf({ id }: PublicPackage): Readonly<Record<string, string>> {
  return companions[id] ?? {};
}
