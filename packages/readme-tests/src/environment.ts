import { join } from "node:path";
import { clients } from "./generated/clients.ts";
import type { Providers } from "./providers.ts";

const preload = join(import.meta.dirname, "on-simulator.ts");

/** What a reader has in the environment: keys, of which the simulator accepts any; and the simulator in every Node. */
export function readersEnvironment({ routes }: Providers): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(Object.values(clients).map(({ key }) => [key, "key-of-the-reader"])),
    SIMULATOR_ROUTES: JSON.stringify(routes),
    NODE_OPTIONS: `--import=${JSON.stringify(preload)}`,
  };
}
