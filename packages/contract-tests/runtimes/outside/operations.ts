import type { FaultServer, RequestLog } from "../../src/faults/fault-server.ts";
import type { Handler } from "../../src/faults/handler.ts";
import { openFaultServer } from "../../src/faults/open-fault-server.ts";
import type { FixtureResponse } from "../../src/fixture-response.ts";
import type { SentRequests } from "../../src/mock-provider.ts";
import { type MockServer, openMockServer } from "../../src/mock-server.ts";

export type Operations = ReturnType<typeof createOperations>;

/** Returns operations outside of a runtime that cannot open servers. Numbers identify servers and logs. */
export function createOperations() {
  const open = new Set<{ close(): Promise<void> }>();
  const faultServers: FaultServer[] = [];
  const faultLogs: RequestLog[] = [];
  const mockServers: MockServer[] = [];
  const mockLogs: SentRequests[] = [];
  return {
    async openFaultServer(wanted: number) {
      const server = await openFaultServer(wanted);
      open.add(server);
      return { number: faultServers.push(server) - 1, origin: server.origin, port: server.port };
    },
    handle: async (server: number, handlers: readonly Handler[]) =>
      faultLogs.push(await get(faultServers, server).respondWith(...handlers)) - 1,
    closeConnectionsOn: (server: number, moment: "open" | "first bytes") =>
      get(faultServers, server).closeConnectionsOn(moment),
    closeFaultServer: (server: number) => close(get(faultServers, server)),
    requests: (log: number) => get(faultLogs, log).requests(),
    posts: (log: number) => get(faultLogs, log).posts(),
    received: (log: number, count: number) => get(faultLogs, log).received(count),
    closed: (log: number, request: number) => get(faultLogs, log).closed(request),
    release: (log: number) => get(faultLogs, log).release(),

    async openMockServer() {
      const server = await openMockServer();
      open.add(server);
      return { number: mockServers.push(server) - 1, baseURL: server.baseURL };
    },
    mock: async (server: number, responses: readonly FixtureResponse[], paid: string) =>
      mockLogs.push(await get(mockServers, server).respondWith(responses, paid)) - 1,
    closeMockServer: (server: number) => close(get(mockServers, server)),
    sentRequests: (log: number) => get(mockLogs, log).requests(),

    /** Closes the servers that failed tests have left open. */
    closeAll: () => Promise.all([...open].map(close)),
  };

  async function close(server: { close(): Promise<void> }): Promise<void> {
    open.delete(server);
    await server.close();
  }
}

function get<T>(items: readonly T[], number: number): T {
  const item = items[number];
  if (item === undefined) throw new Error(`There is no number ${number}`);
  return item;
}
