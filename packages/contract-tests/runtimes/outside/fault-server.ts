import type { FaultServer, RequestLog } from "../../src/faults/fault-server.ts";
import { call } from "./control.ts";

/** Opens a server outside of this runtime. */
export async function openFaultServer(wanted = 0): Promise<FaultServer> {
  const { number, origin, port } = await call("openFaultServer", wanted);
  return {
    origin,
    port,
    respondWith: async (...handlers) => logOf(await call("handle", number, handlers)),
    closeConnectionsOn: (moment) => call("closeConnectionsOn", number, moment),
    close: () => call("closeFaultServer", number),
  };
}

function logOf(log: number): RequestLog {
  return {
    requests: () => call("requests", log),
    posts: () => call("posts", log),
    received: (count = 1) => call("received", log, count),
    closed: (request = 0) => call("closed", log, request),
    release: () => call("release", log),
  };
}
