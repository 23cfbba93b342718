import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidRequestError, OutcomeUnknownError } from "../../src/contract/errors.ts";
import { json, pieces, request, scripted, settled } from "../fake-provider.ts";
import { createFakeTasks } from "../fake-tasks.ts";
import { virtualClock } from "../virtual-clock.ts";

const idempotencyKey = "order-7";
const submitted = () => Promise.resolve(json({ id: "task_1" }));

describe("submit() with an idempotency key", () => {
  it("sends it beside the other headers, and in place of one of the same name", async () => {
    const { fetch, calls } = scripted(submitted);
    const headers = { "x-mine": "1", "Idempotency-Key": "other" };
    await createFakeTasks({ fetch }).submit(request, { idempotencyKey, headers });
    expect(Object.fromEntries(calls[0]?.headers ?? [])).toMatchObject({
      "content-type": "application/json",
      "idempotency-key": "order-7",
      "x-mine": "1",
    });
  });

  it("sends every header by which the provider recognises a repeat", async () => {
    const { fetch, calls } = scripted(submitted);
    const idempotency = (key: string) => ({ "x-key": key, "x-version": "2" });
    await createFakeTasks({ fetch }, { idempotency }).submit(request, { idempotencyKey });
    expect(Object.fromEntries(calls[0]?.headers ?? [])).toMatchObject({ "x-key": "order-7", "x-version": "2" });
  });

  it("sends none of these headers without a key", async () => {
    const { fetch, calls } = scripted(submitted);
    const idempotency = (key: string) => ({ "x-key": `key ${key}` });
    await createFakeTasks({ fetch }, { idempotency }).submit(request);
    expect(calls[0]?.headers.has("x-key")).toBe(false);
  });

  it.each(["", " ", "a b", " a", "a ", "a\n", "é", "a\u007f", "x".repeat(192)])(
    "refuses a malformed key before anything is sent: %j",
    async (key) => {
      const { fetch, calls } = scripted(submitted);
      const error = await settled(createFakeTasks({ fetch }).submit(request, { idempotencyKey: key }));
      expect(error).toBeInstanceOf(InvalidRequestError);
      expect(error).toMatchObject({ charged: "no", provider: "fake" });
      expect(String(error)).toContain(`idempotencyKey is "${key}"; it must be 1 to 191 visible ASCII characters`);
      expect(calls).toHaveLength(0);
    },
  );

  it("accepts 1 to 191 visible ASCII characters", async () => {
    const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
    const keys = fc.oneof(
      fc.string({ unit: visible, minLength: 1, maxLength: 191 }),
      fc.constantFrom("!", "~", "x".repeat(191)),
    );
    await fc.assert(
      fc.asyncProperty(keys, async (key) => {
        const { fetch, calls } = scripted(submitted);
        await createFakeTasks({ fetch }).submit(request, { idempotencyKey: key });
        expect(calls[0]?.headers.get("idempotency-key")).toBe(key);
      }),
    );
  });

  it("refuses a header that cannot be sent before anything is sent", async () => {
    const { fetch, calls } = scripted(submitted);
    const options = { idempotencyKey, headers: { "x-mine": "a\nb" } };
    const error = await settled(createFakeTasks({ fetch }).submit(request, options));
    expect(error).toMatchObject({ name: "InvalidRequestError", charged: "no" });
    expect(calls).toHaveLength(0);
  });

  it.each([
    ["refused", () => json({ error: { code: "bad", message: "No" } }, { status: 400 })],
    ["refused within a 200", () => json({ error: { code: "bad", message: "No" } })],
    ["refused within a 200 that leaves it open", () => json({ error: { code: "internal_error", message: "No" } })],
    ["not readable either", () => json({ done: true })],
  ])(
    "keeps a response that cannot be read when its repeats are %s, because it may have an image",
    async (_, respond) => {
      const clock = virtualClock();
      const made = { picture: { file: "https://results.example/0.jpeg" } };
      const { fetch } = scripted(json(made), respond(), respond());
      const task = settled(createFakeTasks({ fetch, clock }).submit(request, { idempotencyKey }));
      await clock.advance(0);
      const error = await task;
      expect(error).toMatchObject({ charged: "unknown", retryable: false });
      expect(JSON.stringify(Object(error).raw)).toContain(made.picture.file);
    },
  );

  it("repeats a submission after an unusable response, and makes one task", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(pieces(['{"id":'], "fail"), new Response("<html>"), json({ id: "task_1" }));
    const task = createFakeTasks({ fetch, clock }).submit(request, { idempotencyKey });
    await clock.advance(0);
    await expect(task).resolves.toMatchObject({ id: "task_1" });
    const [first, ...others] = calls.map(({ headers, ...call }) => ({ ...call, headers: Object.fromEntries(headers) }));
    expect(first?.headers).toMatchObject({ "idempotency-key": "order-7", "content-type": "application/json" });
    expect(others).toEqual([first, first]);
    expect(clock.pending).toBe(0);
  });

  it.each<[string, () => Response]>([
    ["breaks off", () => pieces(['{"id":'], "fail")],
    ["is not JSON", () => new Response("<html>")],
    ["names no task", () => json({ status: "queued" })],
  ])("repeats it twice when the response %s, and then throws OutcomeUnknownError", async (_, unusable) => {
    const { fetch, calls } = scripted(() => Promise.resolve(unusable()));
    const error = await settled(createFakeTasks({ fetch }).submit(request, { idempotencyKey }));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(error).toMatchObject({ charged: "unknown", retryable: false });
    expect(calls).toHaveLength(3);
  });

  it.each<[string, () => Response]>([
    ["breaks off", () => pieces(['{"id":'], "fail")],
    ["is not JSON", () => new Response("<html>")],
    ["names no task", () => json({ status: "queued" })],
  ])("does not repeat it without a key when the response %s", async (_, unusable) => {
    const { fetch, calls } = scripted(() => Promise.resolve(unusable()));
    expect(await settled(createFakeTasks({ fetch }).submit(request))).toBeInstanceOf(OutcomeUnknownError);
    expect(calls).toHaveLength(1);
  });

  it("does not repeat a submission that returns images without a task", async () => {
    const whole = { status: "completed", url: "https://files.test/1.png" };
    const { fetch, calls } = scripted(() => Promise.resolve(json(whole)));
    const { images } = await createFakeTasks({ fetch }).generate(request, { idempotencyKey });
    expect(images).toMatchObject([{ ok: true, image: { url: whole.url } }]);
    expect(calls).toHaveLength(1);
  });

  it("does not repeat a submission that is refused", async () => {
    const { fetch, calls } = scripted(json({ error: { message: "no" } }, { status: 400 }), json({ id: "task_1" }));
    const error = await settled(createFakeTasks({ fetch }).submit(request, { idempotencyKey }));
    expect(error).toMatchObject({ name: "InvalidRequestError", status: 400, charged: "no" });
    expect(calls).toHaveLength(1);
  });

  it.each<[string, { idle: number } | { total: number }]>([
    ["idle time-out", { idle: 1000 }],
    ["total", { total: 1000 }],
  ])("does not repeat it after the %s passed while its response is read", async (_, timeout) => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(pieces(['{"id":'], "stall"), json({ id: "task_1" }));
    const result = settled(createFakeTasks({ fetch, clock, timeout }).submit(request, { idempotencyKey }));
    await clock.advance(1000);
    expect(await result).toMatchObject({ name: "OutcomeUnknownError", cause: { name: "TimeoutError" } });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("does not repeat it after an abort", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(pieces(['{"id":'], "stall"), json({ id: "task_1" }));
    const controller = new AbortController();
    const options = { idempotencyKey, signal: controller.signal };
    const result = settled(createFakeTasks({ fetch, clock }).submit(request, options));
    await clock.advance(0);
    controller.abort();
    expect(await result).toMatchObject({ name: "AbortedError", charged: "unknown" });
    expect(calls).toHaveLength(1);
  });

  it("has the request id of the latest response on the error", async () => {
    const answers = ["r1", "r2", "r3"].map((id) => new Response("<html>", { headers: { "x-request-id": id } }));
    const { fetch } = scripted(...answers);
    expect(await settled(createFakeTasks({ fetch }).submit(request, { idempotencyKey }))).toMatchObject({
      requestId: "r3",
    });
  });

  it.each([
    ["a drop", () => new TypeError("socket hang up")],
    ["500", () => json({ error: { message: "no" } }, { status: 500 })],
    [
      "409 with Retry-After",
      () => json({ error: { code: "idempotency_in_progress" } }, { status: 409, headers: { "retry-after": "0" } }),
    ],
  ])("is repeated under its key after %s", async (_, outcome) => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(outcome(), json({ id: "task_1" }));
    const task = createFakeTasks({ fetch, clock }).submit(request, { idempotencyKey });
    await clock.advance(500);
    await expect(task).resolves.toMatchObject({ id: "task_1" });
    expect(calls.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["order-7", "order-7"]);
  });

  it("is not repeated after a drop when maxRetries is 0", async () => {
    const { fetch, calls } = scripted(new TypeError("socket hang up"), json({ id: "task_1" }));
    const error = await settled(createFakeTasks({ fetch }).submit(request, { idempotencyKey, maxRetries: 0 }));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    expect(calls).toHaveLength(1);
  });

  it.each([
    [0, 1],
    [1, 2],
    [9, 3],
  ])(
    "is repeated at most twice, and maxRetries times, after a response that cannot be used: %d",
    async (maxRetries, sent) => {
      for (const ofClient of [true, false]) {
        const { fetch, calls } = scripted(async () => new Response("<html>"));
        const client = createFakeTasks(ofClient ? { fetch, maxRetries } : { fetch });
        const options = ofClient ? { idempotencyKey } : { idempotencyKey, maxRetries };
        expect(await settled(client.submit(request, options))).toBeInstanceOf(OutcomeUnknownError);
        expect(calls).toHaveLength(sent);
      }
    },
  );

  it("is not repeated once time is up", async () => {
    const clock = virtualClock();
    const never = (init: RequestInit) =>
      new Promise<Response>((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    const { fetch, calls } = scripted(never);
    const task = settled(createFakeTasks({ fetch, clock, timeout: 1000 }).submit(request, { idempotencyKey }));
    await clock.advance(1000);
    expect(await task).toBeInstanceOf(OutcomeUnknownError);
    expect(calls).toHaveLength(1);
  });
});
