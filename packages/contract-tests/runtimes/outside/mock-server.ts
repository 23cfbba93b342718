import type { MockServer } from "../../src/mock-server.ts";
import { call } from "./control.ts";

/** Opens a server outside of this runtime. */
export async function openMockServer(): Promise<MockServer> {
  const { number, baseURL } = await call("openMockServer");
  return {
    baseURL,
    async respondWith(responses, paid) {
      const log = await call("mock", number, responses, paid);
      return { requests: () => call("sentRequests", log) };
    },
    close: () => call("closeMockServer", number),
  };
}
