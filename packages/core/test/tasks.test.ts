import { describe, expect, it } from "vitest";
import type { ImageEvent, TaskHandle } from "../src/contract.ts";
import {
  AbortedError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  TaskFailedError,
  TaskTimeoutError,
} from "../src/errors.ts";
import { json, pieces, request, scripted, settled } from "./fake-provider.ts";
import { createFakeTasks } from "./fake-tasks.ts";
import { virtualClock } from "./virtual-clock.ts";

const submitted = () => json({ id: "task_1" });
const running =
  (status = "processing", progress = 0.5) =>
  () =>
    Promise.resolve(json({ status, progress }));
const done = () => json({ status: "completed", progress: 1, url: "https://files.test/1.png" });
const handle: TaskHandle = { provider: "fake", id: "task_1", model: "wire-9", count: 1, submittedAt: 0 };

describe("generate()", () => {
  it("submits once and looks at the task until it is done, ever less often", async () => {
    const clock = virtualClock();
    const looks: number[] = [];
    const start = clock.now();
    const { fetch, calls } = scripted(submitted(), ...Array(5).fill(running()), done());
    const client = createFakeTasks({
      clock,
      fetch: (...args) => {
        looks.push(clock.now() - start);
        return fetch(...args);
      },
    });
    const result = client.generate(request);
    await clock.advance(60_000);
    await expect(result).resolves.toMatchObject({
      images: [{ ok: true, image: { url: "https://files.test/1.png" } }],
      task: { id: "task_1", provider: "fake", model: "wire-9", count: 1 },
    });
    expect(looks).toEqual([0, 2000, 5000, 9500, 16_250, 26_250, 36_250]);
    expect(calls.filter(({ url }) => url.endsWith("/images"))).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it.each(["queued", "in_progress", "something new", undefined])("takes the status %s for running", async (status) => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(submitted(), running(status), done());
    const result = createFakeTasks({ clock, fetch }).generate(request);
    await clock.advance(4999);
    expect(calls).toHaveLength(2);
    await clock.advance(1);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
  });

  it("is not put off by looks that fail or cannot be read", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(
      submitted(),
      new TypeError("socket hang up"),
      new Response("<html>", { status: 502 }),
      new Response("<html>"),
      done(),
    );
    // Without repeats of the look itself: the next look is what repeats it.
    const result = createFakeTasks({ clock, fetch, maxRetries: 0 }).generate(request);
    await clock.advance(60_000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
  });

  it("tells the failure of a task as what it is", async () => {
    const clock = virtualClock();
    const failing = (error: unknown) => [submitted(), json({ status: "failed", error: { error } })];
    const outcomes = [];
    for (const error of [{ message: "no GPU" }, { code: "OutputImageSensitiveContentDetected", message: "no" }]) {
      const result = settled(createFakeTasks({ clock, fetch: scripted(...failing(error)).fetch }).generate(request));
      await clock.advance(2000);
      outcomes.push(await result);
    }
    expect(outcomes[0]).toBeInstanceOf(TaskFailedError);
    expect(outcomes[0]).toMatchObject({ task: { id: "task_1" }, charged: "unknown", retryable: false });
    expect(outcomes[1]).toMatchObject({ name: "ContentPolicyError", task: { id: "task_1" } });
  });

  it("gives up at the deadline with a handle by which any process can wait on", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running());
    const result = settled(createFakeTasks({ clock, fetch, timeout: 30_000 }).generate(request));
    await clock.advance(30_000);
    const error = await result;
    expect(error).toBeInstanceOf(TaskTimeoutError);
    const { task } = error as TaskTimeoutError;
    expect(clock.pending).toBe(0);

    const elsewhere = createFakeTasks({ clock, fetch: scripted(done()).fetch });
    const resumed = elsewhere.task(JSON.parse(JSON.stringify(task))).wait();
    await clock.advance(0);
    await expect(resumed).resolves.toMatchObject({ images: [{ ok: true }], task });
  });

  it("does not count the time between two looks as silence", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running(), done());
    const result = createFakeTasks({ clock, fetch, timeout: { idle: 1000 } }).generate(request);
    await clock.advance(10_000);
    await expect(result).resolves.toMatchObject({ images: [{ ok: true }] });
  });

  it("waits 10 minutes unless told otherwise", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running());
    const result = settled(createFakeTasks({ clock, fetch }).generate(request));
    await clock.advance(600_000);
    expect(await result).toMatchObject({ message: expect.stringContaining("600 s (timeout.total)") });
  });

  it("says which task an abort leaves behind", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running());
    const controller = new AbortController();
    const result = settled(createFakeTasks({ clock, fetch }).generate(request, { signal: controller.signal }));
    await clock.advance(3000);
    controller.abort();
    const error = await result;
    expect(error).toBeInstanceOf(AbortedError);
    expect(error).toMatchObject({ task: { id: "task_1" }, charged: "unknown" });
    expect(clock.pending).toBe(0);
  });

  it("does not know the outcome when the answer names no task", async () => {
    const { fetch, calls } = scripted(json({ code: 200 }));
    expect(await settled(createFakeTasks({ fetch }).generate(request))).toBeInstanceOf(OutcomeUnknownError);
    expect(calls).toHaveLength(1);
  });

  it("quotes the beginning of such an answer, and says whom to ask by which ids", async () => {
    const headers = { "x-request-id": "r1" };
    const { fetch } = scripted(json({ code: 200, note: "x".repeat(999) }, { headers }));
    const error = await settled(createFakeTasks({ fetch }).generate(request, { clientRequestId: "mine" }));
    expect(error).toMatchObject({
      name: "OutcomeUnknownError",
      message: expect.stringMatching(/it names no task: \{"code":200,"note":"x{40} \[/),
      provider: "fake",
      requestId: "r1",
      clientRequestId: "mine",
      charged: "unknown",
    });
  });

  it("takes what is made at once, and looks for no task then", async () => {
    const clock = virtualClock();
    const whole = { id: "task_1", status: "completed", url: "https://files.test/1.png" };
    const { fetch, calls } = scripted(json(whole, { headers: { "x-request-id": "r1" } }));
    await expect(createFakeTasks({ clock, fetch }).generate(request)).resolves.toMatchObject({
      images: [{ ok: true, image: { url: "https://files.test/1.png" } }],
      requestId: "r1",
      raw: whole,
    });
    expect(calls).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("takes a refusal in the answer to the submission for what it is, and looks for no task then", async () => {
    const clock = virtualClock();
    const error = { error: { code: "OutputImageSensitiveContentDetected", message: "no" } };
    const { fetch, calls } = scripted(json({ id: "task_1", status: "failed", error }));
    expect(await settled(createFakeTasks({ clock, fetch }).generate(request))).toMatchObject({
      name: "ContentPolicyError",
    });
    expect(calls).toHaveLength(1);
  });

  it("keeps no more of the raw answers than the last", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running(), running(), done());
    const result = createFakeTasks({ clock, fetch }).generate(request);
    await clock.advance(20_000);
    expect((await result).raw).toEqual({ status: "completed", progress: 1, url: "https://files.test/1.png" });
  });

  it("ends at a look that is refused for good, without advice to submit again", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(submitted(), json({ error: { message: "gone" } }, { status: 404 }));
    const result = settled(createFakeTasks({ clock, fetch }).generate(request));
    await clock.advance(60_000);
    expect(await result).toMatchObject({
      name: "NotFoundError",
      task: { id: "task_1" },
      charged: "unknown",
      retryable: false,
    });
    expect(calls).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });

  it("looks with GET, at the address of the task, which costs nothing", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(submitted(), done());
    const result = createFakeTasks({ clock, fetch }).generate(request);
    await clock.advance(2000);
    await result;
    expect(calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST https://api.test/v1/images",
      "GET https://api.test/v1/tasks/task_1",
    ]);
  });

  it("sends references given as bytes ahead, and the links in their place", async () => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(json({ url: "https://files.test/up.png" }), submitted(), done());
    const png = Uint8Array.from([0x89, 80, 78, 71, 13, 10, 26, 10, 0]);
    const result = createFakeTasks({ clock, fetch }).generate({ ...request, images: [png, "https://a.test/b.png"] });
    await clock.advance(2000);
    await result;
    expect(calls.map(({ url }) => url.replace("https://api.test/v1", ""))).toEqual([
      "/uploads",
      "/images",
      "/tasks/task_1",
    ]);
    const [upload, submission] = calls;
    const file = upload?.body instanceof FormData ? upload.body.get("file") : undefined;
    expect(file).toMatchObject({ type: "image/png", size: 9 });
    expect(submission?.body).toMatchObject({ images: ["https://files.test/up.png", "https://a.test/b.png"] });
  });
});

describe("stream()", () => {
  it("yields the progress of the task and its handle", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(submitted(), running("pending", 0), running("processing", 0.4), done());
    const events: ImageEvent[] = [];
    const result = (async () => {
      for await (const event of createFakeTasks({ clock, fetch }).stream(request)) events.push(event);
    })();
    await clock.advance(10_000);
    await result;
    const progress = events.flatMap((event) =>
      event.type === "progress" ? [[event.status, event.fraction, event.task?.id]] : [],
    );
    expect(progress).toEqual([
      ["submitted", undefined, undefined],
      ["submitted", undefined, "task_1"],
      ["pending", 0, "task_1"],
      ["processing", 0.4, "task_1"],
      ["completed", 1, "task_1"],
      ["running", undefined, "task_1"],
    ]);
    expect(events.at(-1)?.type).toBe("completed");
  });
});

describe("a submission", () => {
  it.each([
    ["comes back with its handle", () => submitted()],
    ["is refused", () => json({ error: {} }, { status: 400 })],
  ])("leaves no timer when it %s", async (_, answered) => {
    const clock = virtualClock();
    await settled(createFakeTasks({ fetch: scripted(answered()).fetch, clock }).submit(request));
    expect(clock.pending).toBe(0);
  });

  it("asks for no stream, and gives the time when it was made", async () => {
    const clock = virtualClock();
    const asked: boolean[] = [];
    const { fetch } = scripted(submitted());
    const client = createFakeTasks({ fetch, clock }, {}, ({ stream }) => asked.push(stream));
    expect(await client.submit(request)).toMatchObject({ submittedAt: clock.now() });
    expect(asked).toEqual([false]);
  });

  it("comes back with a handle that is plain JSON", async () => {
    const { fetch } = scripted(submitted());
    const task = await createFakeTasks({ fetch, clock: virtualClock() }).submit({ ...request, count: 3 });
    expect(JSON.parse(JSON.stringify(task))).toEqual(task);
    expect(task).toMatchObject({ id: "task_1", count: 3, model: "wire-9", provider: "fake" });
  });

  it("without a key of its own is sent once when its outcome is not known", async () => {
    const { fetch, calls } = scripted(new TypeError("socket hang up"), submitted());
    expect(await settled(createFakeTasks({ fetch }).submit(request))).toBeInstanceOf(OutcomeUnknownError);
    expect(calls).toHaveLength(1);
  });

  it.each([
    ["a drop", () => new TypeError("socket hang up")],
    ["500", () => json({ error: { message: "no" } }, { status: 500 })],
    [
      "409 with Retry-After",
      () => json({ error: { code: "idempotency_in_progress" } }, { status: 409, headers: { "retry-after": "0" } }),
    ],
  ])("with an idempotency key is repeated under it after %s", async (_, outcome) => {
    const clock = virtualClock();
    const { fetch, calls } = scripted(outcome(), submitted());
    const task = createFakeTasks({ fetch, clock }).submit(request, { idempotencyKey: "order-7" });
    await clock.advance(500);
    await expect(task).resolves.toMatchObject({ id: "task_1" });
    expect(calls.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["order-7", "order-7"]);
  });

  it("with an idempotency key is not repeated once time is up", async () => {
    const clock = virtualClock();
    const never = (init: RequestInit) =>
      new Promise<Response>((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    const { fetch, calls } = scripted(never);
    const task = settled(
      createFakeTasks({ fetch, clock, timeout: 1000 }).submit(request, { idempotencyKey: "order-7" }),
    );
    await clock.advance(1000);
    expect(await task).toBeInstanceOf(OutcomeUnknownError);
    expect(calls).toHaveLength(1);
  });
});

describe("a task", () => {
  it("can be looked at once", async () => {
    const look = async (response: Response) => {
      const { fetch } = scripted(response);
      return createFakeTasks({ fetch, maxRetries: 0 }).task(handle).get();
    };
    expect(await look(await running()())).toEqual({
      status: "processing",
      fraction: 0.5,
      result: undefined,
      error: undefined,
    });
    expect(await look(done())).toMatchObject({ status: "completed", result: { images: [{ ok: true }] } });
    expect(await look(json({ status: "failed", error: { message: "no" } }))).toMatchObject({
      status: "failed",
      error: { name: "TaskFailedError" },
    });
    expect(await settled(look(json({ error: {} }, { status: 404 })))).toBeInstanceOf(NotFoundError);
  });

  it("is looked at within the deadline, and leaves no timer", async () => {
    const clock = virtualClock();
    await createFakeTasks({ fetch: scripted(done()).fetch, clock })
      .task(handle)
      .get();
    expect(clock.pending).toBe(0);
    const { fetch } = scripted(pieces(['{"status":'], "stall"));
    const result = settled(createFakeTasks({ fetch, clock }).task(handle).get({ deadline: 3000 }));
    await clock.advance(3000);
    expect(await result).toMatchObject({
      name: "TaskTimeoutError",
      message: expect.stringContaining("3 s (timeout.total)"),
      task: handle,
    });
    expect(clock.pending).toBe(0);
  });

  it("whose look is aborted while its answer comes is not told as unknown", async () => {
    const clock = virtualClock();
    const controller = new AbortController();
    const { fetch } = scripted(pieces(['{"status":'], "stall"));
    const result = settled(createFakeTasks({ fetch, clock }).task(handle).get({ signal: controller.signal }));
    await clock.advance(0);
    controller.abort("why");
    expect(await result).toMatchObject({ name: "AbortedError", task: handle, cause: "why" });
  });

  it("whose state cannot be read is unknown, not failed", async () => {
    const { fetch } = scripted(pieces(['{"status":'], "fail"));
    await expect(createFakeTasks({ fetch }).task(handle).get()).resolves.toEqual({
      status: "unknown",
      fraction: undefined,
      result: undefined,
      error: undefined,
    });
  });

  it("that is done tells all that is known of it, though another process submitted it", async () => {
    const { fetch } = scripted(done());
    await expect(createFakeTasks({ fetch }).task(handle).wait({ clientRequestId: "mine" })).resolves.toMatchObject({
      provider: "fake",
      model: "wire-9",
      images: [{ ok: true, image: { mediaType: "image/jpeg" } }],
      cost: { amount: 0.04, currency: "USD" },
      warnings: [],
      task: handle,
      clientRequestId: "mine",
    });
  });

  it("that failed is told with its handle, and with no word of submitting it again", async () => {
    const { fetch } = scripted(json({ status: "failed", error: { error: { message: "no GPU" } } }));
    expect(await settled(createFakeTasks({ fetch }).task(handle).wait())).toMatchObject({
      name: "TaskFailedError",
      message: expect.stringContaining("no GPU"),
      task: handle,
      charged: "unknown",
      retryable: false,
    });
  });

  it("of another provider is refused", async () => {
    const { fetch } = scripted(done());
    const error = await settled(
      createFakeTasks({ fetch })
        .task({ ...handle, provider: "other" })
        .wait(),
    );
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(String(error)).toContain("The task is of other, and this is a client of fake [other]");
  });

  it("reports its progress to whoever waits, and nothing else", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(running("pending", 0), done());
    const seen: unknown[] = [];
    const result = createFakeTasks({ fetch, clock })
      .task(handle)
      .wait({ onProgress: (event) => seen.push([event.type, event.status]) });
    await clock.advance(2000);
    await result;
    expect(seen).toEqual([
      ["progress", "submitted"],
      ["progress", "pending"],
      ["progress", "completed"],
      ["progress", "running"],
    ]);
    await expect(
      createFakeTasks({ fetch: scripted(done()).fetch })
        .task(handle)
        .wait(),
    ).resolves.toBeDefined();
  });

  it("reports progress to whoever waits, and ends at the deadline", async () => {
    const clock = virtualClock();
    const { fetch } = scripted(running("processing", 0.25));
    const seen: (number | undefined)[] = [];
    const result = settled(
      createFakeTasks({ fetch, clock })
        .task(handle)
        .wait({ deadline: 5000, onProgress: ({ fraction }) => seen.push(fraction) }),
    );
    await clock.advance(5000);
    expect(await result).toMatchObject({ name: "TaskTimeoutError", task: handle });
    expect(seen).toContain(0.25);
  });
});
