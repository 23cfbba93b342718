import { once } from "node:events";
import type { Server } from "node:net";

/** Where the studio listens unless told otherwise. */
export const DEFAULT_PORT = 4280;

/** This machine only. */
const HOST = "127.0.0.1";

/** How many ports are tried, from the default one on. */
const TRIES = 20;

/** Something to tell the user, without a stack. */
export class UsageError extends Error {}

/**
 * Listens on the port asked for, or on the first free one from the default on.
 *
 * @returns the port.
 */
export async function listen(server: Server, asked: number | undefined, first = DEFAULT_PORT): Promise<number> {
  const last = first + TRIES - 1;
  for (let port = asked ?? first; port <= (asked ?? last); port++) {
    try {
      await once(server.listen(port, HOST), "listening");
      const address = server.address();
      return typeof address === "object" && address ? address.port : port;
    } catch (error) {
      if (Object(error).code !== "EADDRINUSE") throw error;
    }
  }
  if (asked !== undefined) throw new UsageError(`Port ${asked} is taken; choose another with --port, or none at all`);
  throw new UsageError(`Ports ${first} to ${last} are all taken; choose another with --port`);
}
