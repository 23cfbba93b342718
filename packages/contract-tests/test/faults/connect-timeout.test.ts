import { ConnectionError } from "@seedream-clients/core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { callClient, type Outcome } from "../../src/call-client.ts";
import { subjects } from "../../src/faults/subjects.ts";
import { canBeUnreachable, openUnreachableServer } from "../../src/faults/unreachable-server.ts";
import { virtualClock } from "../../src/virtual-clock.ts";

// Node's fetch measures the connect time-out with these timers. The client measures its own time-outs with its clock.
// Set once for the file, because fetch keeps a timer between calls.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterAll(() => {
  vi.useRealTimers();
});

/** Advances the time of fetch until the call ends. */
async function passTime(call: Promise<Outcome>): Promise<Outcome> {
  let ended = false;
  const watched = call.finally(() => {
    ended = true;
  });
  while (!ended) await vi.advanceTimersByTimeAsync(500);
  return watched;
}

describe("retries a connection that times out, and reports that nothing was billed", () => {
  it.for(subjects)("$name", { timeout: 10_000 }, async ({ create, request }, { skip }) => {
    if (!canBeUnreachable) skip("only Linux drops connections that do not fit into the queue");
    const server = await openUnreachableServer();
    try {
      const clock = virtualClock();
      const reasons: string[] = [];
      const client = create({ baseURL: server.origin, clock, onRetry: ({ reason }) => reasons.push(reason) });
      const { error } = await passTime(callClient(client, "generate", request));
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
