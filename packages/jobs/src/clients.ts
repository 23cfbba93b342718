import type { SeedreamClient, TaskMethods } from "@seedream-clients/core";

/** Clients by the name that jobs give. */
export type Clients = Readonly<Record<string, SeedreamClient>>;

/** Finds a client. A job may name what every object has, such as `constructor`. */
export function clientOf(clients: Clients, name: string): SeedreamClient | undefined {
  return Object.hasOwn(clients, name) ? clients[name] : undefined;
}

/** Whether there is a client, and it works with tasks. */
export function hasTasks(client: SeedreamClient | undefined): client is SeedreamClient & TaskMethods<string, object> {
  return client !== undefined && "submit" in client && "task" in client;
}
