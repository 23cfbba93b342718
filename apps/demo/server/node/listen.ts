import { once } from "node:events";
import type { Server } from "node:net";

/** Default port of the studio. */
export const DEFAULT_PORT = 4280;

/** This machine only. */
const HOST = "127.0.0.1";

/** Number of ports to try, from the default one on. */
const TRIES = 20;

/** An error for the user, shown without its stack. */
export class UsageError extends Error {}

/**
 * Listens on the port `asked`, or on the first free one from `first` on.
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
  if (asked !== undefined) throw new UsageError(`Port ${asked} is taken; choose another with --port, or leave it out`);
  throw new UsageError(`Ports ${first} to ${last} are all taken; choose another with --port`);
}
