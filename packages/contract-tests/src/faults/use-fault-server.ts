import { afterEach, beforeEach, vi } from "vitest";
import type { FaultServer } from "./fault-server.ts";
import { openFaultServer } from "./open-fault-server.ts";

/** Opens a fault server for each test of the file. */
export function useFaultServer(): () => FaultServer {
  // Must only end tests that hang, so it is longer than any other test takes on a busy machine.
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
