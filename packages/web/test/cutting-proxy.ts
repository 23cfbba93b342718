import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A connection that a proxy forwards. */
export interface Forwarded {
  /** 1 for the first. */
  readonly number: number;
  /** Cuts both sides. */
  readonly cut: () => void;
}

/**
 * Opens a TCP proxy until the end of the test. It calls `onData` before it forwards a piece. If `onData` cuts the
 * connection, the piece is dropped.
 */
export async function cuttingProxy(
  port: number,
  onData: (connection: Forwarded, from: "page" | "server", data: string) => void,
): Promise<string> {
  let number = 0;
  const sockets = new Set<Socket>();
  const proxy = createServer((page) => {
    const server = connect(port, "127.0.0.1");
    const cut = () => {
      page.destroy();
      server.destroy();
    };
    const connection: Forwarded = { number: ++number, cut };
    for (const socket of [page, server]) sockets.add(socket.on("error", cut).on("close", cut));
    page.on("data", (data) => {
      onData(connection, "page", String(data));
      if (!server.destroyed) server.write(data);
    });
    server.on("data", (data) => {
      onData(connection, "server", String(data));
      if (!page.destroyed) page.write(data);
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const { port: own } = proxy.address() as AddressInfo;
  return `http://127.0.0.1:${own}`;
}
