import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { SeedreamError } from "@seedream-clients/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callClient, methods, type Outcome } from "../../src/call-client.ts";
import { anyResponse, respondHuge } from "../../src/faults/any-response.ts";
import { completedTask, whole } from "../../src/faults/bodies.ts";
import type { RequestLog } from "../../src/faults/fault-server.ts";
import type { Handler } from "../../src/faults/handler.ts";
import { respond, respondRaw, respondStatus } from "../../src/faults/handlers.ts";
import { openFaultServer } from "../../src/faults/open-fault-server.ts";
import { apimart, arkStream, arkWhole, subjects } from "../../src/faults/subjects.ts";
import { useFaultServer } from "../../src/faults/use-fault-server.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, type VirtualClock, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();
/** Short, so that polling a task that never completes ends soon. */
const total = 20_001.5;

async function call(
  subject: (typeof subjects)[number],
  method: (typeof methods)[number],
  handlers: readonly Handler[],
) {
  // A server for each call, so that late requests of one call do not count for the next.
  const own = await openFaultServer();
  try {
    const log = await own.respondWith(...handlers);
    const clock = virtualClock({ timeouts: [total] });
    const client = subject.create({ baseURL: own.origin, clock, timeout: { ...timeouts, total } });
    passTimeAfterEach(log, clock);
    const outcome = await within(callClient(client, method, subject.request), "any response");
    expect(clock.pending).toBe(0);
    return outcome;
  } finally {
    await own.close();
  }
}

/**
 * Passes the idle time-out when a connection is closed and the client has had time to read. Node 22 does not notice
 * the end of a body that is not compressed as its header says.
 */
function passTimeAfterEach(log: RequestLog, clock: VirtualClock): void {
  const pass = async (request: number) => {
    await log.closed(request);
    await sleep(10);
    clock.advance(timeouts.idle);
  };
  for (let request = 0; request < 9; request++) void pass(request);
}

/** Checks for a valid result or a `SeedreamError`, and that either can be logged. */
function expectTyped({ result, error }: Outcome): void {
  if (result) {
    expect(result.createdAt.getTime()).not.toBeNaN();
    for (const outcome of result.images) {
      if (!outcome.ok) expectTyped({ events: [], error: outcome.error });
      else expect(outcome.image.expiresAt?.getTime()).not.toBeNaN();
    }
    if (result.interrupted) expectTyped({ events: [], error: result.interrupted });
  } else if (!SeedreamError.isInstance(error)) {
    throw new Error(`Not a SeedreamError: ${inspect(error)}`);
  }
  inspect(result ?? error, { depth: 10 });
  JSON.stringify(result ?? error);
}

describe.each(subjects)("turns any response into a result or a SeedreamError: $name", (subject) => {
  it.each(methods)("%s()", async (method) => {
    await fc.assert(
      fc.asyncProperty(anyResponse, async (bytes) => {
        expectTyped(await call(subject, method, [respondRaw(bytes)]));
      }),
      { numRuns: 120, endOnFailure: true },
    );
  });
});

it("turns any responses to polls into a result or a SeedreamError with the task handle", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyResponse, { minLength: 1, maxLength: 3 }), async (polls) => {
      const handlers = [respond(apimart.submission), ...polls.map((poll) => respondRaw(poll)), ...apimart.polls];
      const outcome = await call(apimart, "generate", handlers);
      expectTyped(outcome);
      expect(outcome.result ?? outcome.error).toHaveProperty("task.id");
    }),
    { numRuns: 80, endOnFailure: true },
  );
});

describe("a time beyond the range of Date", () => {
  it.each([1e300, -1e300, 8.64e12 + 1])("is ignored in created: %d", async (created) => {
    const body = { type: "application/json", text: whole({ url: "https://results.example/0.jpeg" }).text };
    const text = body.text.replace(/"created":\d+/, `"created":${created}`);
    const outcome = await call(arkWhole, "generate", [respond({ ...body, text })]);
    expectTyped(outcome);
  });

  it("is ignored in expires_at", async () => {
    const { type, text } = completedTask("https://results.example/0.jpeg");
    const poll = respond({ type, text: text.replace(/"expires_at":\d+/, '"expires_at":1e300') });
    expectTyped(await call(apimart, "generate", [respond(apimart.submission), poll]));
  });

  it("does not hide the status of a failed download", async () => {
    const text = whole({ url: `${server().origin}/0.jpeg` }).text.replace(/"created":\d+/, '"created":1e300');
    await server().respondWith(respond({ type: "application/json", text }), respondStatus(403));
    const client = arkWhole.create({ baseURL: server().origin, download: { allowPrivateHosts: true } });
    const { result, error } = await callClient(client, "generate", arkWhole.request);
    expect(error).toBeUndefined();
    const [outcome] = result?.images ?? [];
    await expect(outcome?.ok && outcome.image.bytes()).rejects.toMatchObject({ name: "DownloadError", status: 403 });
  });
});

it.each(["%%%", "A", "/9j/4AA*", "/9j/图"])(
  "throws a SeedreamError for inline data that is not Base64: %s",
  async (b64_json) => {
    const { result } = await call(arkWhole, "generate", [respond(whole({ b64_json }))]);
    const [outcome] = result?.images ?? [];
    const error = await (outcome?.ok ? outcome.image.bytes() : undefined)?.catch((cause: unknown) => cause);
    expect(SeedreamError.isInstance(error)).toBe(true);
  },
);

it.each([
  "",
  " ",
  "nowhere",
  "https://",
  "http://[",
  "//results.example",
  "javascript:0",
  "https://a:b@results.example/",
])("throws a SeedreamError for an invalid link: %s", async (url) => {
  const { result, error } = await call(arkWhole, "generate", [respond(whole({ url }))]);
  const [outcome] = result?.images ?? [];
  const failure = outcome?.ok ? await outcome.image.bytes().catch((cause: unknown) => cause) : error;
  expect(SeedreamError.isInstance(failure)).toBe(true);
});

it.each([arkWhole, arkStream])(
  "throws a SeedreamError of moderate size for a refusal of 16 MiB: $name",
  async (subject) => {
    const { error } = await call(subject, "generate", [respondHuge(subject.submission, 2 ** 24)]);
    expect(error).toMatchObject({ name: "PermissionDeniedError", status: 403 });
    expect(JSON.stringify(error).length).toBeLessThan(2 ** 20);
  },
);
