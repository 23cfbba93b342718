import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Relays connections between a client and a server, and cuts some of them. */
export interface Proxy {
  /** The address with the proxy's port. */
  readonly connectionString: string;
  /** Cuts every third connection that sends `text`, before or after the text reaches the server. */
  cutAt(text: string, when: "before" | "after"): void;
  /** Closes all connections and accepts none, until `accept()`. */
  refuse(): void;
  accept(): void;
  /** Connections that were cut. */
  cuts: number;
  close(): void;
}

export async function openProxy(connectionString: string): Promise<Proxy> {
  const { hostname, port } = new URL(connectionString);
  const sockets = new Set<Socket>();
  let cut: { readonly text: string; readonly when: "before" | "after" } | undefined;
  let seen = 0;
  let isRefusing = false;
  const server = createServer((client) => {
    if (isRefusing) return void client.destroy();
    const upstream = connect(Number(port), hostname);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.on("error", () => {});
    }
    upstream.pipe(client);
    client.on("data", (chunk) => {
      if (!cut || !chunk.includes(cut.text) || ++seen % 3 > 0) return void upstream.write(chunk);
      const { when } = cut;
      proxy.cuts += 1;
      // A response proves that the server has read the message.
      upstream.unpipe(client);
      if (when === "before") return void client.destroy();
      upstream.write(chunk);
      upstream.once("data", () => client.destroy()).resume();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const target = new URL(connectionString);
  target.port = String(typeof address === "object" ? address?.port : "");
  const closeAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const proxy: Proxy = {
    connectionString: target.href,
    cuts: 0,
    cutAt(text, when) {
      cut = { text, when };
    },
    refuse() {
      isRefusing = true;
      closeAll();
    },
    accept() {
      isRefusing = false;
    },
    close() {
      closeAll();
      server.close();
    },
  };
  return proxy;
}
