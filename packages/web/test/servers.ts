import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
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

/** Settings of a handler for one user, who may do anything. */
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

/** A handler of its own store. */
export function handlerOf(simulator: SimulatorServer, settings: Partial<HandlerSettings> = {}): Handler {
  return createHandler({ client: arkOf(simulator), store: memoryRuns(), ...open, ...settings });
}

/** A `fetch` that calls a handler in this process. */
export function fetchOf(handler: Handler): typeof fetch {
  return (input, init) => handler(new Request(input, init));
}

/** Listens on the loopback address until the end of the test. */
export async function listen(
  listener: RequestListener,
  port = 0,
): Promise<{ readonly server: Server; readonly url: string; readonly port: number }> {
  const server = createServer(listener);
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${address.port}`, port: address.port };
}
