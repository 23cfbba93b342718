import type { Project } from "./project.ts";
import type { Providers } from "./providers.ts";
import type { Servers } from "./servers.ts";

/** What the snippets of one README share, from its first to its last. */
export interface Session {
  readonly project: Project;
  readonly providers: Providers;
  readonly servers: Servers;
  /** Address of a PostgreSQL server; `undefined` where no snippet needs one, or the machine has none. */
  readonly database: string | undefined;
}
