import { join } from "node:path";
import { clients } from "./generated/clients.ts";
import type { Session } from "./session.ts";
import type { Snippet } from "./snippet.ts";

const preload = join(import.meta.dirname, "on-simulator.ts");

/** Returns a reader's environment: keys, of which the simulator accepts any, and the simulator in every Node. */
export function readersEnvironment(
  { providers: { routes }, database }: Session,
  { options }: Snippet,
): Readonly<Record<string, string>> {
  return {
    // The command reads SEEDREAM_STORE.
    ...(options.database && database !== undefined && { DATABASE_URL: database, SEEDREAM_STORE: database }),
    ...Object.fromEntries(Object.values(clients).map(({ key }) => [key, "key-of-the-reader"])),
    SIMULATOR_ROUTES: JSON.stringify(routes),
    NODE_OPTIONS: `--import=${JSON.stringify(preload)}`,
  };
}
