import { describe, expect, it } from "vitest";
import type { Retry } from "../../src/errors/failure.ts";
import { CallEnded, type Submission } from "../../src/transport/call.ts";
import { answer, createFake, fake, json, pieces, request, scripted, settled } from "../fake-provider.ts";
import { createFakeTasks } from "../fake-tasks.ts";
import { virtualClock } from "../virtual-clock.ts";
import { openTransport, systemError } from "./open-transport.ts";

type Answer = Response | Error | (() => Promise<Response>);

const refusal = (status: number, code?: string, headers = {}) =>
  json({ error: { code, message: "no" } }, { status, headers });
const limited = () => refusal(429, "RateLimitExceeded");
const broken = () => systemError("ECONNRESET", "read");
const unreachable = () => systemError("ECONNREFUSED", "connect");

/** Sends once for each response, without retries, and returns the state after each. */
async function statesAfter(retry: Retry, before: Submission, ...answers: Answer[]): Promise<Submission[]> {
  const { fetch } = scripted(...answers);
  const { send, call } = openTransport({ fetch, maxRetries: 0 });
  call.submission = before;
  const states: Submission[] = [];
  for (const _ of answers) {
    await settled(send(retry));
    states.push(call.submission);
  }
  return states;
}

describe("the submission of a call", () => {
  it.each<[string, () => Answer, Submission]>([
    ["a usable response", () => json(answer), "accepted"],
    ["a response that breaks off", () => pieces(['{"data":'], "fail"), "accepted"],
    ["a response that is not JSON", () => new Response("<html>"), "accepted"],
    ["an empty response", () => new Response(""), "accepted"],
    ["400", () => refusal(400, "InvalidParameter"), "unsent"],
    ["401", () => refusal(401), "unsent"],
    ["402", () => refusal(402), "unsent"],
    ["403", () => refusal(403), "unsent"],
    ["404", () => refusal(404), "unsent"],
    ["429", () => limited(), "unsent"],
    ["503 with Retry-After", () => refusal(503, undefined, { "retry-after": "5" }), "unsent"],
    ["503 with a Retry-After that cannot be read", () => refusal(503, undefined, { "retry-after": "soon" }), "sent"],
    ["503", () => refusal(503), "sent"],
    ["500", () => refusal(500, "InternalServiceError"), "sent"],
    ["408", () => refusal(408), "sent"],
    ["499", () => refusal(499), "sent"],
    ["400 for a time-out behind the gateway", () => refusal(400, "upstream_timeout"), "sent"],
    ["409 for a submission that is pending", () => refusal(409, "idempotency_in_progress"), "sent"],
    ["a redirect", () => new Response(null, { status: 307 }), "sent"],
    ["a refusal inside a 200", () => refusal(200, "OutputImageRiskDetection"), "unsent"],
    ["a failure inside a 200", () => refusal(200, "InternalServiceError"), "sent"],
    ["an unknown code inside a 200", () => refusal(200, "SomethingNew"), "sent"],
    ["a refused connection", unreachable, "unsent"],
    ["a dropped connection", broken, "sent"],
    ["a failure without a code", () => new TypeError("Failed to fetch"), "sent"],
    ["an abort by fetch itself", () => new DOMException("stop", "AbortError"), "sent"],
  ])("after %s has only the state that is proven", async (_, outcome, state) => {
    expect(await statesAfter("never", "unsent", outcome())).toEqual([state]);
    expect(await statesAfter("keyed", "unsent", outcome())).toEqual([state]);
    // A request that costs nothing submits nothing, because uploads precede the submission and polls follow it.
    for (const before of ["unsent", "accepted"] as const) {
      expect(await statesAfter("always", before, outcome())).toEqual([before]);
    }
  });

  it("returns only to its earlier state, because an earlier attempt under a key may have been accepted", async () => {
    expect(await statesAfter("keyed", "unsent", limited(), broken(), limited(), unreachable())).toEqual([
      "unsent",
      "sent",
      "sent",
      "sent",
    ]);
    expect(await statesAfter("keyed", "accepted", limited(), unreachable())).toEqual(["accepted", "accepted"]);
  });

  it("is sent as soon as the request goes out, and until the response is read", async () => {
    const { fetch } = scripted(() => new Promise<Response>(() => {}));
    const { send, call, clock } = openTransport({ fetch });
    expect(call.submission).toBe("unsent");
    const result = settled(send());
    await clock.advance(0);
    expect(call.submission).toBe("sent");
    await clock.advance(300_000);
    await result;
    expect(call.submission).toBe("sent");
  });

  it("is unsent during the wait for a repeat", async () => {
    const { fetch } = scripted(limited(), json(answer));
    const { send, call, clock } = openTransport({ fetch, random: () => 0 });
    const result = send();
    await clock.advance(499);
    expect(call.submission).toBe("unsent");
    await clock.advance(1);
    await result;
    expect(call.submission).toBe("accepted");
  });

  it("stays sent if the caller's reason for the abort looks like a failure before sending", async () => {
    const controller = new AbortController();
    const { fetch } = scripted(() => new Promise<Response>(() => {}));
    const { send, call, clock } = openTransport({ fetch }, fake, { signal: controller.signal });
    const result = settled(send());
    await clock.advance(0);
    controller.abort(unreachable());
    expect(await result).toMatchObject({ failure: expect.any(CallEnded) });
    expect(call.submission).toBe("sent");
  });
});

describe("charged", () => {
  it.each([
    ["before the call", 0, "no"],
    ["while the request is out", 1, "unknown"],
    ["in the wait for a repeat", 2, "no"],
  ] as const)("follows the state of the submission after an abort %s", async (_, step, charged) => {
    const controller = new AbortController();
    const clock = virtualClock();
    const out = () => new Promise<Response>(() => {});
    const waiting = refusal(429, undefined, { "retry-after": "60" });
    const { fetch } = scripted(step === 2 ? waiting : out);
    if (step === 0) controller.abort();
    const result = settled(createFake({ fetch, clock }).generate(request, { signal: controller.signal }));
    await clock.advance(1000);
    controller.abort();
    expect(await result).toMatchObject({ name: "AbortedError", charged });
    expect(clock.pending).toBe(0);
  });

  it("is unknown for a keyed submission that was sent and then refused", async () => {
    const { fetch, calls } = scripted(broken(), limited());
    const clock = virtualClock();
    const client = createFakeTasks({ fetch, clock, maxRetries: 1 });
    const result = settled(client.submit(request, { idempotencyKey: "order-7" }));
    await clock.advance(5000);
    expect(await result).toMatchObject({ name: "RateLimitError", charged: "unknown", retryable: true });
    expect(calls).toHaveLength(2);
  });

  it("is unknown for a keyed submission that was sent, and then could not be sent again", async () => {
    const { fetch } = scripted(refusal(502), unreachable());
    const clock = virtualClock();
    const client = createFakeTasks({ fetch, clock, maxRetries: 1 });
    const result = settled(client.submit(request, { idempotencyKey: "order-7" }));
    await clock.advance(5000);
    expect(await result).toMatchObject({ name: "OutcomeUnknownError", charged: "unknown" });
  });

  it("is unknown for a failed poll of a task that did not fail", async () => {
    const { fetch } = scripted(() => Promise.resolve(refusal(500)));
    const clock = virtualClock();
    const client = createFakeTasks({ fetch, clock });
    const task = { provider: "fake", id: "task_1", model: "wire-9", count: 1, submittedAt: 0 };
    const result = settled(client.task(task).get());
    await clock.advance(5000);
    expect(await result).toMatchObject({ name: "ServerError", task, charged: "unknown", retryable: false });
  });
});
