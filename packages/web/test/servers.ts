import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type ArkClient, createArk } from "@seedream-clients/ark";
import { type SimulatorServer, serveSimulator } from "@seedream-clients/simulator/server";
import { onTestFinished } from "vitest";
import { createHandler, type Handler, type HandlerSettings, memoryRuns } from "../src/server.ts";

export const key = "sk-test-0123456789abcdef";

/** Opens a simulator until the end of the test. */
export async function openSimulator(options: Parameters<typeof serveSimulator>[0] = {}): Promise<SimulatorServer> {
  const simulator = await serveSimulator({ latency: 0, ...options });
  onTestFinished(() => simulator.close());
  return simulator;
}

export function arkOf({ baseURLs }: SimulatorServer): ArkClient {
  return createArk({ apiKey: key, baseURL: baseURLs.ark, download: { allowPrivateHosts: true } });
}

/** Submissions that the provider got. */
export const submissionsOf = ({ simulator }: SimulatorServer) =>
  simulator.calls.filter(({ operation }) => operation === "generateImages");

/** Settings of a handler that lets one user do anything. */
export const open: Pick<HandlerSettings, "authorize" | "limits"> = {
  authorize: () => ({ user: "ann" }),
  limits: {
    models: "any",
    sizes: "any",
    count: 15,
    references: { count: 4, bytes: 1_000_000 },
    spending: "unlimited",
  },
};

/** Creates a handler with its own store. */
export function handlerOf(simulator: SimulatorServer, settings: Partial<HandlerSettings> = {}): Handler {
  return createHandler({ client: arkOf(simulator), store: memoryRuns(), ...open, ...settings });
}

/** Returns a `fetch` that calls a handler in this process. */
export function fetchOf(handler: Handler): typeof fetch {
  return (input, init) => handler(new Request(input, init));
}

/** A server on the loopback address. */
export interface Listening {
  readonly server: Server;
  readonly url: string;
  readonly port: number;
}

/** Listens until the end of the test. */
export async function listen(listener: RequestListener, port = 0): Promise<Listening> {
  const server = createServer(listener);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const own = typeof address === "object" ? address?.port : undefined;
  if (own === undefined) throw new Error("The server has no port");
  return { server, url: `http://127.0.0.1:${own}`, port: own };
}

/** Closes a server with all its connections, and listens in its place after a while. */
export async function restart({ server, port }: Listening, listener: RequestListener): Promise<Listening> {
  server.close();
  server.closeAllConnections();
  await new Promise((resolve) => setTimeout(resolve, 700));
  return listen(listener, port);
}
