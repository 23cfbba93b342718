import { describe, expect, it } from "vitest";
import { InvalidRequestError, OutcomeUnknownError, RateLimitError, TimeoutError } from "../src/errors.ts";
import { sendUnderKey } from "../src/idempotency.ts";
import type { Submitted, TaskForm } from "../src/task-exchange.ts";
import type { Outgoing } from "../src/transport.ts";
import { json, pieces, request, scripted, settled } from "./fake-provider.ts";
import { createFakeTasks } from "./fake-tasks.ts";
import { virtualClock } from "./virtual-clock.ts";

const submitted = { task: { id: "task_1" } } as Submitted;
const form: Pick<TaskForm, "idempotency"> = { idempotency: (key) => ({ "idempotency-key": key }) };
const outgoing: Outgoing = {
  url: "https://api.test/v1/images",
  method: "POST",
  headers: [
    ["x-mine", "1"],
    ["content-type", "application/json"],
  ],
  body: "{}",
  stakes: "paid",
};

/** Sends, and reads each answer as it is told. */
function sending(key: string, ...readings: (Error | Submitted)[]) {
  const sent: Outgoing[] = [];
  const send = async (what: Outgoing) => {
    sent.push(what);
    if (sent.length > 9) throw new Error("There is no end to it");
    return new Response();
  };
  const read = async () => {
    const next = readings.length > 1 ? readings.shift() : readings[0];
    if (next instanceof Error || !next) throw next;
    return next;
  };
  return { result: settled(sendUnderKey(send, read, outgoing, key, form)), sent };
}

const unknown = (cause?: Error) => new OutcomeUnknownError("The answer cannot be used", { cause });

describe("a submission under a key", () => {
  it("carries it beside its own headers, and may be repeated for it", async () => {
    const { result, sent } = sending("order-7", submitted);
    expect(await result).toBe(submitted);
    expect(sent).toEqual([
      {
        ...outgoing,
        headers: [
          ["x-mine", "1"],
          ["content-type", "application/json"],
          ["idempotency-key", "order-7"],
        ],
        stakes: "idempotent",
      },
    ]);
  });

  it("is its only header where there is no other", async () => {
    const { headers: _, ...bare } = outgoing;
    const sent: Outgoing[] = [];
    const send = async (what: Outgoing) => {
      sent.push(what);
      return new Response();
    };
    await sendUnderKey(send, async () => submitted, bare, "order-7", form);
    expect([...(sent[0]?.headers ?? [])]).toEqual([["idempotency-key", "order-7"]]);
  });

  it.each(["", " ", "a b", " a", "a ", "a\n", "é", "a\u007f", "x".repeat(192)])(
    "that no provider takes is refused unsent, with the rule: %j",
    async (key) => {
      const { result, sent } = sending(key, submitted);
      const error = await result;
      expect(error).toBeInstanceOf(InvalidRequestError);
      expect(String(error)).toContain(`idempotencyKey is "${key}"; it must be 1 to 191 visible ASCII characters`);
      expect(sent).toHaveLength(0);
    },
  );

  it.each(["!", "~", "x".repeat(191)])("may be %s", async (key) => {
    expect(await sending(key, submitted).result).toBe(submitted);
  });

  it("whose answer could not be used is repeated, and gives what the provider knows it by", async () => {
    const { result, sent } = sending("order-7", unknown(), unknown(new Error("cut short")), submitted);
    expect(await result).toBe(submitted);
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it("is repeated twice, and then its outcome is not known", async () => {
    const { result, sent } = sending("order-7", unknown());
    expect(await result).toBeInstanceOf(OutcomeUnknownError);
    expect(sent).toHaveLength(3);
  });

  it("is not repeated once time is up", async () => {
    const { result, sent } = sending("order-7", unknown(new TimeoutError("No complete answer")), submitted);
    expect(await result).toBeInstanceOf(OutcomeUnknownError);
    expect(sent).toHaveLength(1);
  });

  it.each([new RateLimitError("slow down"), new Error("odd")])("is not repeated after %s", async (error) => {
    const { result, sent } = sending("order-7", error, submitted);
    expect(await result).toBe(error);
    expect(sent).toHaveLength(1);
  });
});

describe("submit() with an idempotency key", () => {
  it("sends again what was answered with half an answer, and makes one task of it", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(pieces(['{"id":'], "fail"), new Response("<html>"), json({ id: "task_1" }));
    const task = createFakeTasks({ fetch, clock }).submit(request, { idempotencyKey: "order-7" });
    await clock.advance(0);
    await expect(task).resolves.toMatchObject({ id: "task_1" });
    expect(calls.map(({ headers }) => headers.get("idempotency-key"))).toEqual(Array(3).fill("order-7"));
    expect(calls.map(({ headers }) => headers.get("content-type"))).toEqual(Array(3).fill("application/json"));
    expect(clock.pending).toBe(0);
  });

  it("sends it beside the other headers, and in place of one of the same name", async () => {
    const { fetch, calls } = scripted(json({ id: "task_1" }));
    const headers = { "x-mine": "1", "Idempotency-Key": "other" };
    await createFakeTasks({ fetch }).submit(request, { idempotencyKey: "order-7", headers });
    expect(Object.fromEntries(calls[0]?.headers ?? [])).toMatchObject({
      "content-type": "application/json",
      "idempotency-key": "order-7",
      "x-mine": "1",
    });
  });

  it("refuses a header that cannot be sent before anything is sent", async () => {
    const { fetch, calls } = scripted(json({ id: "task_1" }));
    const options = { idempotencyKey: "order-7", headers: { "x-mine": "a\nb" } };
    const error = await settled(createFakeTasks({ fetch }).submit(request, options));
    expect(error).toMatchObject({ name: "InvalidRequestError", charged: "no" });
    expect(calls).toHaveLength(0);
  });

  it("sends nothing again after an abort", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(pieces(['{"id":'], "stall"), json({ id: "task_1" }));
    const controller = new AbortController();
    const options = { idempotencyKey: "order-7", signal: controller.signal };
    const result = settled(createFakeTasks({ fetch, clock }).submit(request, options));
    await clock.advance(0);
    controller.abort();
    expect(await result).toMatchObject({ name: "AbortedError", charged: "unknown" });
    expect(calls).toHaveLength(1);
  });

  it("refuses a key with a space before anything is sent", async () => {
    const { fetch, calls } = scripted(json({ id: "task_1" }));
    const error = await settled(createFakeTasks({ fetch }).submit(request, { idempotencyKey: "order 7" }));
    expect(error).toMatchObject({ name: "InvalidRequestError", charged: "no" });
    expect(calls).toHaveLength(0);
  });
});
