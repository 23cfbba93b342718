import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { SeedreamError } from "@seedream-clients/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callClient, methods, type Outcome } from "../../src/call-client.ts";
import { answer, raw, status } from "../../src/faults/answer.ts";
import { anyAnswer, huge } from "../../src/faults/any-answer.ts";
import { type Fault, openFaultServer, type Played } from "../../src/faults/fault-server.ts";
import { useFaultServer } from "../../src/faults/harness.ts";
import { apimart, arkStream, arkWhole, subjects, taskDone, whole } from "../../src/faults/subject.ts";
import { within } from "../../src/faults/within.ts";
import { timeouts, type VirtualClock, virtualClock } from "../../src/virtual-clock.ts";

const server = useFaultServer();
/** So short that a wait for a task that never ends is soon over. */
const total = 20_001.5;

async function call(subject: (typeof subjects)[number], method: (typeof methods)[number], faults: readonly Fault[]) {
  // A server of its own: what one call leaves on the way must not be taken for the next.
  const own = await openFaultServer();
  try {
    const played = own.play(...faults);
    const clock = virtualClock({ timeouts: [total] });
    const client = subject.create({ baseURL: own.origin, clock, timeout: { ...timeouts, total } });
    passTimeAfter(played, clock);
    const outcome = await within(callClient(client, method, subject.request), "any answer");
    expect(clock.pending).toBe(0);
    return outcome;
  } finally {
    await own.close();
  }
}

/**
 * Some versions of Node do not notice the end of a body that is not compressed as it says (22 does not): the client's
 * limit on silence does. Lets it pass once a connection is gone and the client had its time to read.
 */
function passTimeAfter(played: Played, clock: VirtualClock): void {
  const pass = async (request: number) => {
    await played.arrived(request + 1);
    await played.received[request]?.gone;
    await sleep(10);
    clock.advance(timeouts.idle);
  };
  for (let request = 0; request < 9; request++) void pass(request);
}

/** A result that keeps its word, or an error that is one of ours; and either can be logged. */
function expectTyped({ result, error }: Outcome): void {
  if (result) {
    expect(result.createdAt.getTime()).not.toBeNaN();
    for (const outcome of result.images) {
      if (!outcome.ok) expectTyped({ events: [], error: outcome.error });
      else expect(outcome.image.expiresAt?.getTime()).not.toBeNaN();
    }
    if (result.interrupted) expectTyped({ events: [], error: result.interrupted });
  } else if (!SeedreamError.isInstance(error)) {
    throw new Error(`No error of ours: ${inspect(error)}`);
  }
  inspect(result ?? error, { depth: 10 });
  JSON.stringify(result ?? error);
}

describe.each(subjects)("whatever the server answers is a typed result or a typed error, $name", (subject) => {
  it.each(methods)("%s()", async (method) => {
    await fc.assert(
      fc.asyncProperty(anyAnswer, async (bytes) => {
        expectTyped(await call(subject, method, [raw(bytes)]));
      }),
      { numRuns: 120, endOnFailure: true },
    );
  });
});

it("whatever it answers to looks at a task, too", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAnswer, { minLength: 1, maxLength: 3 }), async (looks) => {
      const faults = [answer(apimart.submitted), ...looks.map((look) => raw(look)), ...apimart.followed];
      const outcome = await call(apimart, "generate", faults);
      expectTyped(outcome);
      expect(outcome.result ?? outcome.error).toHaveProperty("task.id");
    }),
    { numRuns: 80, endOnFailure: true },
  );
});

describe("a moment that no date can hold", () => {
  it.each([1e300, -1e300, 8.64e12 + 1])("is not passed on: created %d", async (created) => {
    const body = { type: "application/json", text: whole({ url: "https://results.example/0.jpeg" }).text };
    const text = body.text.replace(/"created":\d+/, `"created":${created}`);
    const outcome = await call(arkWhole, "generate", [answer({ ...body, text })]);
    expectTyped(outcome);
  });

  it("is not passed on: expires_at", async () => {
    const { type, text } = taskDone("https://results.example/0.jpeg");
    const looks = answer({ type, text: text.replace(/"expires_at":\d+/, '"expires_at":1e300') });
    expectTyped(await call(apimart, "generate", [answer(apimart.submitted), looks]));
  });

  it("does not get in the way of saying why a link was refused", async () => {
    const text = whole({ url: `${server().origin}/0.jpeg` }).text.replace(/"created":\d+/, '"created":1e300');
    server().play(answer({ type: "application/json", text }), status(403));
    const client = arkWhole.create({ baseURL: server().origin, download: { allowPrivateHosts: true } });
    const { result, error } = await callClient(client, "generate", arkWhole.request);
    expect(error).toBeUndefined();
    const [outcome] = result?.images ?? [];
    await expect(outcome?.ok && outcome.image.bytes()).rejects.toMatchObject({ name: "DownloadError", status: 403 });
  });
});

it.each(["%%%", "A", "/9j/4AA*", "/9j/图"])(
  "inline bytes that are no Base64 are a typed error: %s",
  async (b64_json) => {
    const { result } = await call(arkWhole, "generate", [answer(whole({ b64_json }))]);
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
])("a link that is none is a typed error: %s", async (url) => {
  const { result, error } = await call(arkWhole, "generate", [answer(whole({ url }))]);
  const [outcome] = result?.images ?? [];
  const failure = outcome?.ok ? await outcome.image.bytes().catch((cause: unknown) => cause) : error;
  expect(SeedreamError.isInstance(failure)).toBe(true);
});

it.each([arkWhole, arkStream])("a refusal of 16 MiB is a typed error, $name", async (subject) => {
  const { error } = await call(subject, "generate", [huge(subject.submitted, 2 ** 24)]);
  expect(error).toMatchObject({ name: "PermissionDeniedError", status: 403 });
  expect(JSON.stringify(error).length).toBeLessThan(2 ** 20);
});
