import type { SeedreamClient, TaskMethods } from "@seedream-clients/core";

/** Clients by name, as in `client` of a job. */
export type Clients = Readonly<Record<string, SeedreamClient>>;

/** Finds a client. Own properties only, because a job may give a name such as `constructor`. */
export function clientOf(clients: Clients, name: string): SeedreamClient | undefined {
  return Object.hasOwn(clients, name) ? clients[name] : undefined;
}

/** Whether a client exists and works with tasks. */
export function hasTasks(client: SeedreamClient | undefined): client is SeedreamClient & TaskMethods<string, object> {
  return client !== undefined && "submit" in client && "task" in client;
}
