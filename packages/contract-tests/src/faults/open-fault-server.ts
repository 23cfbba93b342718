import { once } from "node:events";
import { createServer } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import type { FaultServer } from "./fault-server.ts";
import { HandledRequests } from "./handled-requests.ts";
import { perform } from "./perform.ts";

/** Opens a server in this process. `wanted` is its port; by default the system picks one. */
export async function openFaultServer(wanted = 0): Promise<FaultServer> {
  let log = new HandledRequests([]);
  let closeOn: "open" | "first bytes" | undefined;
  const closed = new WeakMap<Socket, Promise<void>>();
  // Only a handler may close a connection, so idle ones stay open.
  const server = createServer({ keepAliveTimeout: 600_000 }, async (incoming, response) => {
    const { method = "", url: path = "", headers, socket } = incoming;
    const current = log;
    current.begin(method);
    const body = await text(incoming).catch(() => undefined);
    if (body === undefined) return;
    const handler = current.next({ method, path, headers, body }, closed.get(socket) ?? Promise.resolve());
    await perform(handler, { response, socket, released: () => current.released });
  });
  server.on("connection", (socket) => {
    closed.set(socket, new Promise((resolve) => socket.once("close", () => resolve())));
    // A connection that breaks emits an error here too, which must not end the process.
    socket.on("error", () => {});
    if (closeOn === "open") socket.destroy();
    if (closeOn === "first bytes") socket.once("data", () => socket.destroy());
  });
  server.listen(wanted, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  const { port } = address;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    async respondWith(...handlers) {
      log = new HandledRequests(handlers);
      return log;
    },
    async closeConnectionsOn(moment) {
      closeOn = moment;
      server.closeAllConnections();
    },
    async close() {
      const end = once(server, "close");
      server.close();
      server.closeAllConnections();
      await end;
    },
  };
}
