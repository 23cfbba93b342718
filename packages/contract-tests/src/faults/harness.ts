import { afterEach, beforeEach, vi } from "vitest";
import { type FaultServer, openFaultServer } from "./fault-server.ts";

/** A fault server of its own for each test of the file. */
export function useFaultServer(): () => FaultServer {
  // Longer than it takes on a machine with other things to do: it is there for what hangs.
  vi.setConfig({ testTimeout: 30_000 });
  let server: FaultServer | undefined;
  beforeEach(async () => {
    server = await openFaultServer();
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  return () => {
    if (!server) throw new Error("The server is open only inside a test");
    return server;
  };
}
