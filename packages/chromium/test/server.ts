import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";

/** Opens a server on this machine. Each server has an origin of its own. */
export async function openServer(listener: RequestListener): Promise<{ readonly origin: string } & AsyncDisposable> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("The server has no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
