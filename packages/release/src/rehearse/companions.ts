import type { PublicPackage } from "../public-packages.ts";

/** Dependencies that a project installs beside a package, by the package's id: its peers, and a client to use. */
const companions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  simulator: { msw: "^3.0.5" },
  "ai-sdk": { ai: "^7.0.173", "@seedream-clients/ark": "*" },
  jobs: { "@seedream-clients/ark": "*" },
  web: { "@seedream-clients/ark": "*", "@seedream-clients/jobs": "*", react: "^19.3.1" },
};

export function companionsOf({ id }: PublicPackage): Readonly<Record<string, string>> {
  return companions[id] ?? {};
}
