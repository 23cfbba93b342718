import type { Project } from "./project.ts";
import type { Providers } from "./providers.ts";
import type { Servers } from "./servers.ts";

/** The resources that all snippets of one README share. */
export interface Session {
  readonly project: Project;
  readonly providers: Providers;
  readonly servers: Servers;
  /** Address of a PostgreSQL server; `undefined` if no snippet needs one, or the machine has none. */
  readonly database: string | undefined;
}
