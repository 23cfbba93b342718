import { ConnectionError } from "@seedream-clients/core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { callClient, type Outcome } from "../../src/call-client.ts";
import { canBeDeaf, openDeafServer } from "../../src/faults/deaf-server.ts";
import { subjects } from "../../src/faults/subject.ts";
import { virtualClock } from "../../src/virtual-clock.ts";

// Node's fetch counts the seconds to a connection by these, the client by its own clock. Once for the whole file: fetch
// goes on with a timer that it has.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterAll(() => {
  vi.useRealTimers();
});

/** Lets time pass for fetch until the call is over. */
async function overTime(call: Promise<Outcome>): Promise<Outcome> {
  let over = false;
  const watched = call.finally(() => {
    over = true;
  });
  while (!over) await vi.advanceTimersByTimeAsync(500);
  return watched;
}

describe("a connection that does not come about in time is tried again, and known to have cost nothing", () => {
  it.for(subjects)("$name", async ({ create, request }, { skip }) => {
    if (!canBeDeaf) skip("only Linux drops connections that it cannot queue");
    const server = await openDeafServer();
    try {
      const clock = virtualClock();
      const reasons: string[] = [];
      const client = create({ baseURL: server.origin, clock, onRetry: ({ reason }) => reasons.push(reason) });
      const { error } = await overTime(callClient(client, "generate", request));
      expect(error).toBeInstanceOf(ConnectionError);
      expect(error).toMatchObject({
        charged: "no",
        retryable: true,
        message: expect.stringContaining(`${server.origin} could not be reached (UND_ERR_CONNECT_TIMEOUT)`),
      });
      expect(reasons).toHaveLength(2);
      expect(clock.pending).toBe(0);
    } finally {
      server.close();
    }
  });
});
