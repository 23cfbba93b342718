import { afterEach } from "vitest";
import { type ServeOptions, type SimulatorServer, serveSimulator } from "../src/server.ts";

const running: SimulatorServer[] = [];

/** Serves a simulator at its own address, until the end of the test. */
export async function serve(options?: ServeOptions): Promise<SimulatorServer> {
  const server = await serveSimulator(options);
  running.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});
